import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway } from '~/gateway/create-gateway';
import { openDatabase } from '~db/client.server';
import { makeDeps } from '../factories/deps';

/** A gateway in a process of its own on the SQLite file of its first argument; prints its port. */
const { db } = openDatabase(`sqlite:${process.argv[2]}`);
const gateway = createGateway(makeDeps(db, '2026-11-20T14:00:00.000Z'), { installFallback: false });
const server = createServer();
server.on('upgrade', (request, socket, head) => void gateway.handleUpgrade(request, socket, head));
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
