import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import puppeteer from 'puppeteer-core';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const { values: options, positionals: [file, picture] } = parseArgs({
  allowPositionals: true,
  options: {
    prometheus: { type: 'string', default: 'http://127.0.0.1:9090' },
    theme: { type: 'string', default: 'dark' },
    from: { type: 'string' },
    to: { type: 'string', default: 'now' },
    scrape: { type: 'string', default: '15' },
    width: { type: 'string', default: '1600' },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});
if (!file || !picture) {
  throw new Error('Usage: node shoot.mjs DASHBOARD.json PICTURE.png [--prometheus URL] [--theme light] [--from now-1h --to now]');
}

const PAGE = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/page.css"><body style="margin: 0"><div id="dashboard"></div><script src="/page.js"></script>';

/** The page's script and styles, by their extension. */
async function bundle() {
  const result = await build({
    entryPoints: [join(here, 'dashboard.tsx')],
    bundle: true,
    write: false,
    outdir: 'dist',
    format: 'iife',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}', global: 'window' },
    loader: { '.svg': 'dataurl', '.ttf': 'empty', '.woff': 'empty', '.woff2': 'dataurl' },
    logLevel: 'error',
  });
  return Object.fromEntries(result.outputFiles.map(({ path, text }) => [extname(path), text]));
}

async function answer({ pathname: path, search }, page) {
  if (path === '/') {
    return [PAGE, 'text/html'];
  }
  if (path === '/page.js') {
    return [page['.js'], 'text/javascript'];
  }
  if (path === '/page.css') {
    return [page['.css'], 'text/css'];
  }
  if (path === '/dashboard.json') {
    return [await readFile(file), 'application/json'];
  }
  if (path.startsWith('/prometheus/')) {
    return [await (await fetch(options.prometheus + path.slice('/prometheus'.length) + search)).text(), 'application/json'];
  }
  const icon = normalize(path).split('/img/icons/')[1];
  return [await readFile(join(modules, '@grafana/ui/dist/public/img/icons', icon)), 'image/svg+xml'];
}

async function serve(page) {
  const server = createServer(async (request, response) => {
    try {
      const [body, type] = await answer(new URL(request.url, 'http://localhost'), page);
      response.writeHead(200, { 'Content-Type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

async function shoot(port) {
  const browser = await puppeteer.launch({
    executablePath: options.browser,
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error.message));
    await page.setViewport({ width: Number(options.width), height: 1000 });
    const { theme, scrape, from, to } = options;
    await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ theme, scrape, ...(from && { from, to }) })}`, { waitUntil: 'networkidle0' });
    await page.waitForSelector('main, .failure');
    const failures = await page.$$eval('.failure', (nodes) => nodes.map((node) => node.textContent));
    await page.screenshot({ path: picture, fullPage: true });
    return failures;
  } finally {
    await browser.close();
  }
}

const server = await serve(await bundle());
const failures = await shoot(server.address().port);
server.close();
failures.forEach((failure) => console.error(failure));
process.exitCode = failures.length > 0 ? 1 : 0;
