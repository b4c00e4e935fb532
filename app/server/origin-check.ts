import type { NextFunction, Request, Response } from 'express';

/** Interfaces of machines: each authenticates its messages itself and chooses their form. */
const machineInterfaces = ['/evcs/', '/api/', '/demo/'];

export function isForMachines(request: Request): boolean {
  return machineInterfaces.some((prefix) => request.path.startsWith(prefix));
}

/** Refuses every request that may change something and does not come from a page of this server. */
export function originCheck(request: Request, response: Response, next: NextFunction): void {
  const isAllowed =
    ['GET', 'HEAD', 'OPTIONS'].includes(request.method) ||
    isForMachines(request) ||
    hostOf(request.headers.origin ?? request.headers.referer) === request.get('host');
  if (isAllowed) next();
  else
    response
      .status(403)
      .type('text/plain')
      .send('请从本站页面提交 · Please submit from a page of this site\n');
}

function hostOf(address: string | undefined): string | null {
  if (!address) return null;
  try {
    return new URL(address).host;
  } catch {
    return null;
  }
}
