// The budget is a gate: it must say no, and claim every file once.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miyar-size-'));
  mkdirSync(join(folder, 'demo', 'deep'), { recursive: true });
});

afterEach(() => rmSync(folder, { recursive: true }));

function size() {
  return spawnSync(process.execPath, ['scripts/size.mjs', '--root', folder], { encoding: 'utf8' });
}

test('a group within its budget passes', () => {
  writeFileSync(join(folder, 'app-1_bg.wasm'), Buffer.alloc(400 * 1024));
  const { status, stdout } = size();
  assert.equal(status, 0);
  assert.match(stdout, /^size: app ok, /m);
});

test('a group over its budget fails and says by how much', () => {
  // Random bytes do not shrink.
  writeFileSync(join(folder, 'style-1.css'), randomBytes(20 * 1024));
  const { status, stderr } = size();
  assert.equal(status, 1);
  assert.match(stderr, /css is 5\.\d KB over its budget of 15 KB/);
});

test('files in deep folders belong to their group, unknown ones to other', () => {
  writeFileSync(join(folder, 'demo', 'deep', 'rows.csv'), 'a,b\n');
  writeFileSync(join(folder, 'robots.txt'), '');
  const { stdout } = size();
  assert.ok(stdout.indexOf('\ndemo') < stdout.indexOf('demo/deep/rows.csv'));
  assert.ok(stdout.indexOf('demo/deep/rows.csv') < stdout.indexOf('\nother'));
  assert.ok(stdout.indexOf('\nother') < stdout.indexOf('  robots.txt'));
});
