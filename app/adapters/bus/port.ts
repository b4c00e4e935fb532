/** What one process tells the others; a message may be lost, so a reader also polls the database. */
export interface BusTopics {
  /** Something that tonight's plan depends on has changed. */
  'plan-needed': { compoundId: string; cause: PlanCause };
  /** A command waits for a station. */
  'command-queued': { identity: string };
  /** A station answered a command, or the command ran out of time. */
  'command-answered': { compoundId: string; commandId: string };
  /** A plan, a limit, a meter value or a status that a page shows has changed. */
  'compound-changed': { compoundId: string };
  /** A page found no hosting answer that rests on today's figures; `feederId` is null for the whole transformer. */
  'hosting-wanted': HostingPlace;
  /** The clock of a demonstration was moved. */
  'clock-changed': Record<string, never>;
  /** There is something to send. */
  'outbox-filled': Record<string, never>;
}

export interface HostingPlace {
  compoundId: string;
  transformerId: string;
  feederId: string | null;
}

export type PlanCause = 'plug' | 'unplug' | 'limit' | 'wish' | 'booking' | 'interval' | 'online' | 'start';

export interface Bus {
  publish<T extends keyof BusTopics>(topic: T, message: BusTopics[T]): void;
  /** Returns the function that ends the subscription. */
  subscribe<T extends keyof BusTopics>(topic: T, handler: (message: BusTopics[T]) => void): () => void;
  close(): Promise<void>;
}
