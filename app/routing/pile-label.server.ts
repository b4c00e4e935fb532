import type { AppLoadContext } from '@remix-run/node';
import type { PileLabel } from '~/components/sharing-desk/pile-label';
import { getCompound } from '~db/queries/compounds.server';
import { listCompoundContacts } from '~db/queries/households.server';
import { findSharedPile } from '~db/queries/shared-piles.server';
import { refuse } from './guard.server';
import { operatorPile } from './pile-desk.server';

/** What is printed on the label of a shared pile; 404 where it is not shared. */
export async function readPileLabel(
  context: AppLoadContext,
  request: Request,
  pileId: string,
): Promise<PileLabel> {
  const { pile } = await operatorPile(context, request, pileId);
  const { db, clock, letterPrinter } = context.deps;
  const row = await findSharedPile(db, pile.compound_id, pileId);
  if (!row || row.status === 'closed') throw refuse('not-found');
  const { code: compoundCode } = await getCompound(db, pile.compound_id);
  const contacts = await listCompoundContacts(db, pile.compound_id);
  const address = `${context.publicUrl()}/p/${row.code}`;
  return {
    now: clock(),
    pileId,
    size: new URL(request.url).searchParams.get('size') === 'a4' ? 'a4' : 'a5',
    compoundName: pile.compound_name,
    spaceCode: pile.space_code,
    code: row.code,
    address,
    qrCode: letterPrinter.qrCode(address),
    pricesAddress: `${context.publicUrl()}/p/prices/${compoundCode}`,
    operatorName: contacts.find(({ kind }) => kind === 'operator')?.name ?? null,
  };
}
