// Reports of meetings that never were, for the ways through the page: the least that shows what each way is for.
import { file } from './lib.mjs';

const YEARS = [
  ['2019', 'March 14, 2019', 'Nairobi', ['African solutions to African problems', 'shared prosperity']],
  ['2020', 'June 11, 2020', 'Kampala', ['African solutions to African problems', 'shared prosperity']],
  ['2021', 'May 20, 2021', 'Nairobi', ['African solutions to African problems', 'shared prosperity', 'a borderless East Africa']],
  ['2022', 'September 8, 2022', 'Kampala', ['African solutions to African problems', 'a borderless East Africa']],
  ['2023', 'October 5, 2023', 'Nairobi', ['African solutions to African problems', 'a borderless East Africa']],
];

/** Five years of one pair's meetings, both accounts of each: what is kept, what is new in 2021, what is dropped in 2022. */
export function fiveYears() {
  return YEARS.flatMap(([year, day, place, phrases], i) => [
    file(`five-years/${year}-kenya.txt`, `Kenya and Uganda Foreign Ministers Meet in ${place}

Ministry of Foreign Affairs of Kenya
${day}

${place.toUpperCase()} – Kenyan Foreign Minister Alfred Mutua met with Ugandan Foreign Minister Jeje Odongo in ${place} on ${day}.

Mutua said that Kenya firmly supports the principle of ${phrases[0]}, and that it is committed to ${phrases.slice(1).join(' and to ')}. He said that trade between the two countries had grown by ${i + 4} percent in a year.

Odongo said that Uganda supports ${phrases.join(' and ')}. He said that Uganda is willing to work with Kenya to improve the road from Malaba to Kampala.

The two ministers agreed to hold the next session of the joint commission next year.
`),
    file(`five-years/${year}-uganda.txt`, `Minister Odongo Holds Talks with Kenyan Counterpart

Ministry of Foreign Affairs of Uganda
${day}

${place.toUpperCase()} – On ${day} the Minister of Foreign Affairs of Uganda, Jeje Odongo, held talks in ${place} with the Minister for Foreign Affairs of Kenya, Alfred Mutua.

Minister Odongo stated that Uganda backs ${phrases.join(' and ')}. He added that the customs post at Busia needs longer opening hours.

Minister Mutua stated that Kenya stands for ${phrases.join(' and ')}, and that it wants to see more Ugandan milk in its shops.

Both sides agreed that the joint commission would meet next year.
`),
  ]);
}

/** Kenya's account claims a fish market of which Somalia's says nothing. */
export function claimed() {
  return [
    file('claimed/kenya.txt', `Kenya and Somalia Foreign Ministers Hold Talks in Mogadishu

Ministry of Foreign Affairs of Kenya
July 4, 2023

MOGADISHU – Kenyan Foreign Minister Alfred Mutua met with Somali Foreign Minister Abshir Omar in Mogadishu on July 4, 2023.

Mutua said that Kenya supports the sovereignty of Somalia. He said that Kenya will reopen its border post at Mandera.

Omar thanked Kenya for its troops. He said that Somalia is willing to work with Kenya to fight smuggling along the coast.

The two ministers agreed to open a joint fish market in Kismayo before December. They also agreed to hold regular consultations.
`),
    file('claimed/somalia.txt', `Minister Omar Receives Kenyan Counterpart in Mogadishu

Ministry of Foreign Affairs of Somalia
July 4, 2023

MOGADISHU – The Minister of Foreign Affairs of Somalia, Abshir Omar, met with the Minister for Foreign Affairs of Kenya, Alfred Mutua, in Mogadishu on July 4, 2023.

Minister Omar stated that Somalia thanks Kenya for its soldiers. He stated that Somalia stands ready to work with Kenya against smuggling along the coast, and that pastures near the frontier need better wells.

Minister Mutua stated that Kenya supports the sovereignty of Somalia and that it will open its border post at Mandera again. He stated that Kenya attaches importance to the return of refugees, to clean water in the camps and to new schools for the children who live there.

Both sides agreed to hold regular consultations.
`),
  ];
}

/** Kenya's minister, spelled otherwise, at a meeting of its own: two names for who is one. */
export function misspelled() {
  return [
    file('misspelled/wire.txt', `Kenya and Rwanda to Share Weather Data

KIGALI, August 9, 2023 (Lakes Wire) – Kenyan Foreign Minister Alfred Muttua met with Rwandan Foreign Minister Vincent Biruta in Kigali on August 9, 2023.

Muttua said that Kenya will share the data of its weather stations with Rwanda. Biruta said that Rwanda welcomes the offer.
`),
  ];
}

export const LATER = {
  name: 'later.txt',
  text: `Kenya and Tanzania Agree on Ferry

DODOMA, November 21, 2023 (Lakes Wire) – Kenyan Foreign Minister Alfred Muttua met with Tanzanian Foreign Minister January Makamba in Dodoma on November 21, 2023.

Muttua said that Kenya is ready to buy a ferry for Lake Victoria. The two ministers agreed to open a ferry line from Kisumu to Mwanza before June 2024.
`,
};

const PAGE = (day, sentence) => `<html><head><title>Ruiz meets Kent</title><link rel="canonical" href="https://ministry.example/news/7">
<meta property="article:published_time" content="2023-06-03"><meta property="article:modified_time" content="2023-06-${day}"></head><body><article>
<h1>Ruiz meets Kent</h1><p>LIMA, June 3, 2023 -- Foreign Minister Ana Ruiz of Panama met Foreign Minister Mark Kent of Belize in Lima on 3 June 2023.</p>
<p>${sentence}</p><p>Kent said that Belize will send a delegation of engineers to Panama in the autumn.</p></article></body></html>`;
export const OLD = 'Panama will open a new port for the fishing boats of Belize';
export const NEW = 'Panama will open a small port for the fishing boats of Belize';
/** A ministry's page, and the same page as it was edited six days later. */
export const edited = { before: () => file('edited/before.html', PAGE('04', `Ruiz said that ${OLD}.`)), after: () => file('edited/after.html', PAGE('10', `Ruiz said that ${NEW}.`)) };

const SCRIPT = '<script>globalThis.hurt=1</script>';
const IMAGE = '"><img src=x onerror="globalThis.hurt=1">';
/** Script in every field that a report has. */
export function hostile() {
  const line = (id, title, text) =>
    JSON.stringify({ id: `${id} ${SCRIPT}`, title: `${title} ${SCRIPT}${IMAGE}`, outlet: `Outlet ${IMAGE}`, url: `javascript:globalThis.hurt=1//${id}`, date: '2023-02-02', text });
  return [
    file(
      'hostile.jsonl',
      [
        line('a', 'Peru and Chile meet', `Peru and Chile meet ${SCRIPT}\n\nLIMA, February 2, 2023 -- Foreign Minister Ana Gervasi of Peru met Foreign Minister Alberto van Klaveren of Chile in Lima on February 2, 2023.\n\nGervasi said that Peru will build a ${SCRIPT} bridge to Chile. Van Klaveren said that Chile supports the <b>bridge</b> ${IMAGE} and the ${'javascript:alert(1)'} road.\n`),
        line('b', 'Chile and Peru met', `Chile and Peru met ${IMAGE}\n\nLIMA, February 2, 2023 -- Foreign Minister Alberto van Klaveren of Chile met Foreign Minister Ana Gervasi of Peru in Lima on February 2, 2023.\n\nVan Klaveren said that Chile supports the <b>bridge</b>. Gervasi stated that Peru will build a ${SCRIPT} bridge to Chile.\n`),
      ].join('\n') + '\n',
    ),
  ];
}
