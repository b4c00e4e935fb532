import type { NextFunction, Request, Response } from 'express';
import { isForMachines } from './origin-check';

const readingMethods = ['GET', 'HEAD'];

/** Pages are read, and changed by a form: other methods are answered 405, a body that is no form 415. */
export function pageRequests(request: Request, response: Response, next: NextFunction): void {
  if (isForMachines(request) || readingMethods.includes(request.method)) next();
  else if (request.method !== 'POST') {
    response.set('Allow', 'GET, HEAD, POST');
    refuse(response, 405, '这个地址不接受这样的请求 · This address does not take such a request');
  } else if (!isForm(request.headers['content-type'] ?? '')) {
    refuse(response, 415, '请用页面上的表单提交 · Please use the form on the page');
  } else next();
}

function isForm(contentType: string): boolean {
  const [kind = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  if (kind.toLowerCase() === 'application/x-www-form-urlencoded') return true;
  return kind.toLowerCase() === 'multipart/form-data' && parameters.some((part) => /^boundary=./i.test(part));
}

function refuse(response: Response, status: number, words: string): void {
  response.status(status).type('text/plain').send(`${words}\n`);
}
