/** Whether a payload follows the official OCPP 1.6 schema; the flaws are in words for the log. */
export interface Conformity {
  /** Null for a conforming payload or an action without a schema. The payload stays as it is. */
  flawOf(schemaName: string, payload: unknown): string | null;
  knows(schemaName: string): boolean;
}

const FLAW_MAX = 300;

/** Loads the schemas on first use and compiles each when it is first needed: typed-ocpp's index compiles all of three versions at once. */
export async function loadConformity(): Promise<Conformity> {
  const [{ validate }, schemas] = await Promise.all([
    import('typed-ocpp/dist/common/ajv.js'),
    import('typed-ocpp/dist/ocpp16/schemas.js'),
  ]);
  const byName = schemas as unknown as Record<string, Parameters<typeof validate>[1] | undefined>;
  return {
    knows: (schemaName) => Object.hasOwn(byName, schemaName),
    flawOf(schemaName, payload) {
      const schema = Object.hasOwn(byName, schemaName) ? byName[schemaName] : undefined;
      if (!schema) return null;
      // The validator removes additional fields from what it is given.
      const copy = copyJson(payload);
      if (!validate(copy, schema, schemaName)) return validate.errors.join('; ').slice(0, FLAW_MAX);
      return countFields(copy) === countFields(payload) ? null : `${schemaName}: additional fields`;
    },
  };
}

function copyJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson);
  const copy: Record<string, unknown> = {};
  // A key named __proto__ stays a plain field.
  for (const [key, inner] of Object.entries(value)) {
    Object.defineProperty(copy, key, {
      value: copyJson(inner),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const inner of Object.values(value)) count += 1 + countFields(inner);
  return count;
}
