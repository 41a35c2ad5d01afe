// What pages and pictures are tested on: a record of reports of five meetings, in three scripts, with a decision in it; and where each page of it is.
import { api, file, readout, record, serve } from './lib.mjs';

const RTL = 'عمّان (وكالة الأنباء) - التقى وزير الخارجية الأردني نظيره العراقي في عمّان يوم 3 حزيران 2023.\n';
const CJK = '外務大臣は2023年6月3日、東京でオーストラリアの外務大臣と会談した。\n';
const db = record('pages.db', 'examples/reports', 'tests/acceptance/india-japan/reports', file('rtl/arabic.txt', RTL), file('rtl/japanese.txt', CJK));
export const server = await serve(db);

const events = (await api(server, '/api/events?told=true')).items;
export const event = events.find((one) => one.reports.length === 6);
export const statements = (await api(server, `/api/events/${event.id}/statements`)).items;
const country = event.parties.map((party) => party.of);
const formulation = (await api(server, '/api/formulations?words=ASEAN%20centrality')).items[0];
const framework = (await api(server, '/api/entities?kind=framework')).items[0];
const person = event.parties[0].person;
readout('review', 'rename', person, `Minister ${(await api(server, `/api/entities/${person}`)).item.name}`, '--who', 'a test', '--record', db);
const decision = (await api(server, '/api/reviews')).items[0];
const all = (await api(server, '/api/reports?limit=1000')).items;
const arabic = all.find((one) => one.language === 'ar');
const said = statements.find((one) => new Set(one.evidence.map((evidence) => evidence.report)).size > 1);
const [a, b] = [...new Set(said.evidence.map((evidence) => evidence.report))];

export const PAGES = {
  home: '/',
  'home, those that differ': '/?differs=true',
  meeting: `/meeting/${event.id}`,
  'meeting, each report': `/meeting/${event.id}?fold=no`,
  passages: `/meeting/${event.id}?s=${said.id}&a=${a}&b=${b}`,
  'two reports': `/meeting/${event.id}?a=${a}&b=${b}`,
  statement: `/statement/${said.id}`,
  report: `/report/${a}?s=${said.id}`,
  'report in Arabic': `/report/${arabic.id}`,
  country: `/party/${country[0]}`,
  person: `/party/${person}`,
  framework: `/framework/${framework.id}`,
  pair: `/pair/${country[0]}/${country[1]}`,
  formulations: '/formulations?words=ASEAN',
  formulation: `/formulation/${formulation.id}`,
  commitments: '/commitments',
  timeline: '/timeline',
  network: '/network',
  persons: '/network?of=persons',
  search: '/search?words=plan',
  'search in statements': '/search?act=commitment&party=Indonesia',
  review: '/review',
  names: '/review?tab=names',
  decisions: '/review?tab=decisions',
  decision: `/review/${decision.id}`,
  add: '/add',
  'no such page': '/nowhere',
};
