import type { AppLoadContext } from '@remix-run/node';
import type { Role } from '~/domain/permissions/can';
import type { Viewer } from '~/server/viewer';
import { listCompoundNames } from '~db/queries/compounds.server';
import { refuse, requireRole } from './guard.server';

export interface CompoundName {
  readonly id: string;
  readonly name: string;
}

/** The viewer's compounds in a role, and the one that the address names (`?compound=`), else the first; 404 for another's. */
export async function chooseCompound(
  context: AppLoadContext,
  request: Request,
  role: Role,
): Promise<{ viewer: Viewer; compounds: CompoundName[]; compound: CompoundName | null }> {
  const viewer = requireRole(context, request, role);
  const grants = viewer.grants.filter((grant) => grant.role === role);
  const compounds = await listCompoundNames(context.deps.db, grants);
  const wanted = new URL(request.url).searchParams.get('compound');
  const compound = wanted ? compounds.find(({ id }) => id === wanted) : compounds[0];
  if (wanted && !compound) throw refuse('not-found');
  return { viewer, compounds, compound: compound ?? null };
}
