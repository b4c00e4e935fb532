import type { NextFunction, Request, Response } from 'express';

const MEBIBYTE = 1_048_576;
const formLimit = MEBIBYTE;
const uploadLimit = 64 * MEBIBYTE;

/** Refuses a body that is too large, or of unknown length, before anything reads it, and closes the connection. */
export function bodyLimit(request: Request, response: Response, next: NextFunction): void {
  const length = request.headers['content-length'];
  const limit = request.is('multipart/form-data') ? uploadLimit : formLimit;
  if (request.method === 'GET' || request.method === 'HEAD') next();
  else if (length === undefined && request.headers['transfer-encoding'] !== undefined) {
    refuse(request, response, 411, '请求缺少长度 · The request has no length');
  } else if (Number(length ?? 0) > limit) {
    refuse(request, response, 413, '内容过大 · The content is too large');
  } else next();
}

function refuse(request: Request, response: Response, status: number, words: string): void {
  response.on('finish', () => {
    if (!request.complete) request.socket.destroySoon();
  });
  response.status(status).set('Connection', 'close').type('text/plain').send(`${words}\n`);
}
