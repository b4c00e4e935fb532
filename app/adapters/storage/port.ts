/** Where the bytes of documents lie; what they mean is in the database. */
export interface DocumentStorage {
  /** Stores the bytes durably under the key before it resolves; storing the same key again replaces nothing. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes, or null where nothing is stored under the key. */
  get(key: string): Promise<Uint8Array | null>;
  remove(key: string): Promise<void>;
}
