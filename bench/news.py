"""Pages as news sites give them, without end, from a seed: what bench/warc.py puts into its archives.

Articles of 150 to 400 words: meetings of holders of an office of two countries, what one of them says alone, and news of towns with none of them; names, places, bodies, initiatives
and words from the lists in data/, words as often as in general text. Each office of each country changes hands every four years, each story has its own day and matter, so that
hardly two articles are near copies but for one in fifty that a second site takes over as it stands. Pages of 60 to 130 kilobytes: each of 200 sites has its own
styles, scripts and sections, each page its metadata, JSON-LD, links to other stories and forms.
"""
import collections
import json
import os
import random
import re

from growth import MONTHS, TITLES, World, rows

VERBS = ("expand deepen restore support widen review simplify strengthen protect finance monitor resume upgrade promote coordinate defend rebuild reform "
         "modernize regulate extend facilitate inspect accelerate establish prepare host suspend double evaluate streamline connect").split()
SAYING = "said,noted,stressed,added,pointed out,recalled,explained,emphasized,told reporters".split(",")
WORKS = "teacher,farmer,engineer,shopkeeper,researcher,nurse,driver,historian,mayor,architect,trainer,biologist,baker,librarian,volunteer".split(",")
KINDS = "Herald,Courier,Tribune,Observer,Gazette,Chronicle,Mirror,Monitor,Post,Standard,Dispatch,Telegraph".split(",")
SECTIONS = "World,Politics,Business,Sport,Culture,Science,Health,Travel,Opinion,Weather,Video,Podcasts,Local,Schools,Law,Money,Technology,Letters,Archive,Jobs".split(",")
SITES, REPRINTED = 200, 0.02

Page = collections.namedtuple("Page", "url html paragraphs")
Story = collections.namedtuple("Story", "title date byline paragraphs")


def column(path, n):
    return [row.split("\t")[n] for row in rows(path)]


class Newsroom:
    def __init__(self, seed, data):
        self.seed, self.pick = seed, random.Random(f"news-{seed}")
        self.world = World(random.Random(f"world-{seed}"), data)
        self.towns = [town for town in rows(os.path.join(data, "towns.txt")) if town.isascii()]
        self.cities, self.bodies = column(os.path.join(data, "cities.tsv"), 0), column(os.path.join(data, "bodies.tsv"), 1)
        self.initiatives = [row.split("\t")[1] for row in rows(os.path.join(data, "initiatives.tsv")) if row.startswith("initiative\t")]
        self.holders, self.sites, self.stories, self.titles, self.n = {}, [self.site(i) for i in range(SITES)], collections.deque(maxlen=400), [], 0

    # -- words

    def noun(self):
        return f"{self.world.word(self.pick, 'adjectives')} {self.world.word(self.pick, 'nouns')}"

    def matter(self):
        pick = self.pick
        tail = pick.choice(["", "", f" and {self.noun()}", f" in {pick.choice(self.cities)}", f" under the {pick.choice(self.initiatives)}", f" before {pick.randrange(2026, 2040)}",
                            f" with the help of {pick.choice(self.world.countries)}", f" for {pick.randrange(3, 900)} communities"])
        return f"{pick.choice(VERBS)} {self.noun()}{tail}"

    def holder(self, country, office, year):
        """Who holds an office that year."""
        term = (country, office, year // 4)
        if term not in self.holders:
            self.holders[term] = self.world.person(random.Random(f"{self.seed}-{term}"))
        return self.holders[term]

    # -- articles

    def said(self, name, country):
        pick, family = self.pick, name.split()[-1]
        return pick.choice([f"{family} {pick.choice(SAYING)} that {country} {pick.choice(['is ready to', 'will', 'intends to', 'plans to', 'would not'])} {self.matter()}.",
                            f"{family} {pick.choice(['welcomed', 'rejected', 'praised', 'criticized'])} the {self.noun()} of the {pick.choice(self.bodies)}.",
                            f"\u201cWe have to {self.matter()},\u201d {family} {pick.choice(['said', 'added', 'told reporters'])}.",
                            f"{family} called for {self.noun()} and asked the {pick.choice(self.bodies)} to {self.matter()}.",
                            f"According to {name}, {country} spent {pick.randrange(2, 990)} million dollars to {self.matter()}."])

    def background(self, one, two):
        pick = self.pick
        return pick.choice([f"Trade between {one} and {two} reached {pick.randrange(20, 9000)} million dollars in {pick.randrange(2005, 2025)}, {pick.randrange(2, 40)} percent more than before.",
                            f"{one} opened its embassy in {two} in {pick.randrange(1950, 2015)}.",
                            f"The {self.noun()} near {pick.choice(self.towns)} had been closed since {pick.choice(MONTHS)}.",
                            f"A report of {pick.randrange(20, 400)} pages on {self.noun()} is to be published by the {pick.choice(self.bodies)}.",
                            f"About {pick.randrange(3, 90) * 100} people in {pick.choice(self.towns)} live on {self.noun()}."])

    def meeting(self, year, when):
        pick, (a, b) = self.pick, self.world.pair(self.pick)
        office = pick.randrange(len(TITLES))
        title, one, two, city = TITLES[office], self.holder(a, office, year), self.holder(b, office, year), pick.choice(self.cities)
        yield pick.choice([f"The {title} of {a}, {one}, met with the {title} of {b}, {two}, in {city} on {when}.", f"{title} {one} of {a} held talks with {title} {two} of {b} in {city} on {when}.",
                           f"{title} {one} of {a} received {title} {two} of {b} on {when}.", f"On {when}, {title} {one} of {a} spoke by phone with {title} {two} of {b}."])
        while True:
            yield pick.choice([self.said(one, a), self.said(two, b), self.background(a, b), f"The two sides agreed to {self.matter()}.",
                               f"They discussed {self.noun()}, {self.noun()} and the {pick.choice(self.initiatives)}."])

    def statement(self, year, when):
        pick, (a, b) = self.pick, self.world.pair(self.pick)
        office = pick.randrange(len(TITLES))
        one = self.holder(a, office, year)
        yield f"{TITLES[office]} {one} of {a} {pick.choice(SAYING)} in {pick.choice(self.cities)} on {when} that {a} will {self.matter()}."
        while True:
            yield pick.choice([self.said(one, a), self.said(one, a), self.background(a, b), f"The opposition in {a} wants to {self.matter()}."])

    def local(self, _, when):
        pick, town = self.pick, self.pick.choice(self.towns)
        persons = [(self.world.person(pick), pick.choice(WORKS)) for _ in range(3)]
        yield f"The {self.noun()} of {town} opened on {when} after {pick.randrange(2, 30)} years of {self.noun()}."
        while True:
            name, work = pick.choice(persons)
            yield pick.choice([f"{name}, {work} in {town}, said that it took {pick.randrange(2, 60)} weeks to {self.matter()}.", f"\u201cIt was the {self.noun()},\u201d {name.split()[-1]} said.",
                               f"The {self.noun()} cost {pick.randrange(2, 900)},000 dollars, and the {self.noun()} will follow in {pick.choice(MONTHS)}.",
                               f"Visitors from {pick.choice(self.towns)} liked the {self.noun()} best.", f"Until then {town} had only the {self.noun()} to {self.matter()}."])

    def story(self):
        pick = self.pick
        year, month, day = pick.randrange(2005, 2025), pick.randrange(12), pick.randrange(1, 28)
        kind = pick.choices([self.meeting, self.statement, self.local], [3, 2, 5])[0]
        words, sentences = pick.randrange(150, 380), []
        for sentence in kind(year, f"{MONTHS[month]} {day}, {year}"):
            sentences.append(sentence)
            words -= sentence.count(" ") + 1
            if words <= 0:
                break
        paragraphs = []
        while sentences:
            n = pick.randrange(1, 5)
            paragraphs.append(" ".join(sentences[:n]))
            del sentences[:n]
        topic, place = self.noun().capitalize(), pick.choice(self.towns)
        return Story(f"{topic} to {self.matter()}, {place} learns", f"{year}-{month + 1:02}-{day:02}", self.world.person(pick), paragraphs)

    # -- pages

    def site(self, i):
        pick = self.pick
        name = f"{pick.choice(self.towns)} {pick.choice(KINDS)}"
        noise = lambda line, least, most: "".join(line() for _ in range(pick.randrange(least, most)))
        style = noise(lambda: f".c-{pick.randrange(16**6):x}{{margin:{pick.randrange(40)}px;color:#{pick.randrange(16**6):06x};display:block}}\n", 100, 500)
        script = noise(lambda: f'!function(e,t){{e.{pick.choice("abcdefgh")}{pick.randrange(99)}=t["{pick.randrange(16**8):x}"]||{pick.random():.6f};}}(window,"{pick.randrange(16**9):x}");\n', 300, 700)
        nav = "".join(f'<li class="nav-item"><a href="/{section.lower()}" data-track="nav-{pick.randrange(9**9)}">{section}</a></li>\n' for section in SECTIONS)
        return {"name": name, "host": f"{re.sub('[^a-z]+', '-', name.lower())}-{i}.example", "style": style, "script": script, "nav": nav}

    def card(self):
        n, title = self.pick.choice(self.titles)
        return (f'<div class="card teaser"><a href="/story/{n}" data-id="{self.pick.randrange(9**12):x}"><picture><source srcset="/i/{n}-640.webp 640w, /i/{n}-1280.webp 1280w" '
                f'type="image/webp"><img src="/i/{n}.jpg" alt="" loading="lazy"></picture><h3>{title}</h3></a><span class="time">{self.pick.randrange(2, 23)} hours ago</span></div>\n')

    def page(self):
        """The next page."""
        pick = self.pick
        self.n += 1
        site = pick.choice(self.sites)
        story = pick.choice(self.stories) if self.stories and pick.random() < REPRINTED else self.story()
        self.stories.append(story)
        if len(self.titles) < 20000:
            self.titles.append((self.n, story.title))
        url = f"https://{site['host']}/{story.date.replace('-', '/')}/{self.n}"
        data = json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "datePublished": story.date + "T09:10:00Z", "mainEntityOfPage": url,
                           "author": {"@type": "Person", "name": story.byline}, "publisher": {"@type": "Organization", "name": site["name"]}, "image": [f"https://{site['host']}/i/{self.n}.jpg"]})
        state = json.dumps({f"{pick.randrange(16**8):x}": pick.random() for _ in range(pick.randrange(200, 1200))})
        body = "\n".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs[:2])
        body += f'\n<figure><img src="/i/{self.n}.jpg" alt=""><figcaption>A picture of {pick.choice(self.towns)}</figcaption></figure><div class="ad-slot" id="ad-{pick.randrange(9**9)}"></div>\n'
        body += "\n".join(f"<p>{paragraph}</p>" for paragraph in story.paragraphs[2:])
        html = (f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{story.title} | {site["name"]}</title>\n<meta property="og:site_name" content="{site["name"]}">'
                f'<meta property="og:title" content="{story.title}"><meta property="og:type" content="article"><meta property="article:published_time" content="{story.date}T09:10:00Z">\n'
                f'<link rel="canonical" href="{url}"><script type="application/ld+json">{data}</script>\n<style>{site["style"]}</style><script>{site["script"]}</script></head>\n<body>'
                f'<div class="cookie-banner"><p>We and our partners use cookies to show you what you like.</p><button>Accept all</button></div>\n<header><a class="logo" href="/">{site["name"]}</a>'
                f'<nav><ul>{site["nav"]}</ul></nav></header>\n<main><article><h1>{story.title}</h1>\n<div class="meta"><span class="byline">By {story.byline}</span> <time datetime="{story.date}">{story.date}'
                f'</time></div>\n<div class="article-body">{body}</div>\n<div class="share"><a href="#">Share</a> <a href="#">Print</a></div></article>\n<aside><h2>More stories</h2>'
                f'{"".join(self.card() for _ in range(pick.randrange(20, 70)))}</aside></main>\n<section class="newsletter"><h2>Our newsletter</h2><form><input type="email"><button>Sign up</button></form>'
                f'</section>\n<footer><p>&copy; 2024 {site["name"]}. All rights reserved.</p><ul>{site["nav"]}</ul></footer><script>window.__STATE__={state}</script></body></html>\n').encode()
        return Page(url, html, story.paragraphs)
