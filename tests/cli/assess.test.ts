import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'assess-'));
afterAll(() => rmSync(folder, { recursive: true }));

function assess(site: unknown, ...more: string[]) {
  const file = path.join(folder, `site-${Math.random().toString(36).slice(2)}.json`);
  writeFileSync(file, typeof site === 'string' ? site : JSON.stringify(site));
  return run('--input', file, ...more);
}

function run(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, ['app/cli/run.js', 'assess', ...args], (_, out, err) =>
      done({ status: child.exitCode ?? -1, out, err }),
    );
  });
}

const golden = (ratedKva: number, basePeakKw: number, standing: number) => ({
  transformer: { ratedKva, basePeakKw, measuredOn: '2026-08-03', measuredBy: '台区总表' },
  piles: standing > 0 ? [{ kw: 7, count: standing }] : [],
  request: { kw: 7 },
});

describe('npm run assess', () => {
  it.each([
    [800, 420, 10, 'direct', 608, 59.5, 0.6309],
    [800, 420, 40, 'direct', 608, 182, 0.7921],
    [400, 300, 30, 'upgrade', 304, 136.5, 1.1487],
  ])('%d kVA at %d kW with the %d-th pile is %s', async (kva, base, n, proposal, limit, demand, rate) => {
    const { status, out, err } = await assess(golden(kva, base, n - 1));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const verdict = JSON.parse(out);
    expect(verdict).toMatchObject({ version: 1, proposal });
    expect(verdict.limitKw).toBeCloseTo(limit, 6);
    expect(verdict.demandKw).toBeCloseTo(demand, 6);
    expect(verdict.loadRateAfter).toBeCloseTo(rate, 4);
    expect(verdict.steps[0]).toMatchObject({ name: 'limit-power', unit: 'kW' });
  });

  it('takes parameters, a curve and a cable, and writes to a file', async () => {
    const output = path.join(folder, 'verdict.json');
    const site = {
      ...golden(630, 430, 59),
      transformer: {
        ratedKva: 630,
        basePeakKw: 430,
        baseCurveKw: Array.from({ length: 24 }, (_, hour) => (hour > 17 && hour < 22 ? 430 : 150)),
      },
      request: { kw: 7, cable: { lengthM: 60, sectionMm2: 10 } },
      parameters: { limitRate: 0.8, energyPerDayKwh: 8 },
    };
    const { status, out } = await assess(site, '--output', output);
    expect({ status, out }).toEqual({ status: 0, out: '' });
    expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ proposal: 'ordered' });
  });

  it('counts further piles by the need factor, and sampled over nights with its confidence and what stops it', async () => {
    const site = { ...golden(800, 420, 10), upgradeKva: 1000, service: { nights: 140, seed: 7 } };
    const { status, out } = await assess(site);
    expect(status).toBe(0);
    const { hosting, hostingCapacity } = JSON.parse(out);
    expect(hosting).toEqual({ uncontrolled: 31, ordered: 272, capped: false });
    expect(hostingCapacity).toMatchObject({
      nights: 140,
      energyShare: 0.99,
      nightShare: 0.95,
      seed: 7,
      upgradeKva: 1000,
    });
    expect(hostingCapacity.demand.source).toContain('jbks2rcwyj');
    const { uncontrolled, ordered, upgraded } = hostingCapacity;
    expect(uncontrolled.piles).toBeGreaterThan(0);
    expect(uncontrolled.provenPiles).toBeLessThanOrEqual(uncontrolled.piles);
    expect(uncontrolled.goodNights / 140).toBeGreaterThanOrEqual(0.95);
    expect(uncontrolled.goodShare.low).toBeLessThan(uncontrolled.goodNights / 140);
    expect(uncontrolled.stoppedBy).toMatchObject({ place: 'transformer' });
    expect(ordered.piles).toBeGreaterThanOrEqual(uncontrolled.piles);
    expect(upgraded.piles).toBeGreaterThanOrEqual(ordered.piles);
    expect(JSON.parse((await assess(site)).out).hostingCapacity).toEqual(hostingCapacity);
  });

  it('counts on a feeder no more than its phases carry', async () => {
    const feeder = { name: '3#', limitKw: 42, piles: [{ kw: 7, count: 6 }] };
    const { out } = await assess({
      ...golden(800, 420, 10),
      feeders: [feeder],
      service: { nights: 40, most: 60 },
    });
    const { uncontrolled, upgraded } = JSON.parse(out).hostingCapacity;
    expect(upgraded).toBeNull();
    expect(uncontrolled.piles).toBeLessThan(60);
    expect(uncontrolled.stoppedBy).toMatchObject({
      place: 'feeder',
      name: '3#',
      phase: expect.stringMatching(/[ABC]/),
    });
  });

  it('names the path of a service level or an upgrade that makes no sense', async () => {
    const site = golden(800, 420, 0);
    expect((await assess({ ...site, upgradeKva: 800 })).err).toBe(
      'upgradeKva: must be above transformer.ratedKva\n',
    );
    const { status, err } = await assess({ ...site, service: { nightShare: 1.2, nights: 5 } });
    expect(status).toBe(2);
    expect(err).toContain('service.nightShare: ');
    expect(err).toContain('service.nights: ');
  });

  it('names the path of every error', async () => {
    const site = {
      transformer: { ratedKva: 'big', basePeakKw: 1 },
      piles: [{ kw: 7, colour: 'red' }],
      request: {},
    };
    const { status, out, err } = await assess(site);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    const paths = err
      .trim()
      .split('\n')
      .map((line) => line.split(': ')[0]);
    expect(paths).toEqual(['transformer.ratedKva', 'piles[0]', 'request.kw']);
  });

  it('names figures that make no sense', async () => {
    const site = { ...golden(800, 420, 0), parameters: { limitRate: 1.5 } };
    expect(await assess({ ...site, request: { kw: -7 } })).toEqual({
      status: 2,
      out: '',
      err: 'request.kw: must be a number above 0\nparameters.limitRate: must be above 0 and at most 1\n',
    });
  });

  it('refuses what is no JSON, no file, no option', async () => {
    expect((await assess('{')).err).toContain('is not JSON');
    expect(await run('--input', path.join(folder, 'none.json'))).toMatchObject({ status: 2 });
    expect(await run()).toMatchObject({ status: 2, out: '' });
  });

  it('documents its schema', async () => {
    const { status, out } = await run('--help');
    expect(status).toBe(0);
    expect(out).toContain('"ratedKva": number');
    expect(out).toContain('"upgradeKva"?: number');
  });
});
