/** Imported before an engine that would listen on every interface and takes no host: binds this process to loopback. */
import { Server } from 'node:net';

const listen = Server.prototype.listen;
Server.prototype.listen = function (this: Server, ...args: unknown[]) {
  const [first] = args;
  if (typeof first === 'object' && first !== null && 'port' in first) args[0] = { ...first, host: '127.0.0.1' };
  return Reflect.apply(listen, this, args);
};
