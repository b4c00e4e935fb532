import { EventEmitter } from 'node:events';
import type { Bus } from './port';

/** A bus for one process: what is published reaches subscribers after the current turn of the event loop. */
export function createInProcessBus(): Bus {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    publish: (topic, message) => void setImmediate(() => emitter.emit(topic, message)),
    subscribe: (topic, handler) => {
      emitter.on(topic, handler);
      return () => void emitter.off(topic, handler);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}
