import { type JSX, render } from 'preact';
import { useEffect } from 'preact/hooks';
import { takeToken } from './api';
import { match, type Place, usePlace } from './lib/router';
import { Add } from './pages/add';
import { Commitments } from './pages/commitments';
import { FormulationPage, Formulations } from './pages/formulation';
import { Home } from './pages/home';
import { Meeting } from './pages/meeting';
import { Pair, Party } from './pages/party';
import { Network, Timeline } from './pages/pictures';
import { ReportPage, StatementPage } from './pages/report';
import { OneDecision, Review } from './pages/review';
import { Search } from './pages/search';
import { Notices, TokenDialog } from './ui/decide';
import { applyTheme, Frame } from './ui/frame';
import { Head } from './ui/parts';

const ROUTES: [string, (values: string[], place: Place) => JSX.Element][] = [
  ['', (_, place) => <Home place={place} />],
  ['/meeting/:id', ([id], place) => <Meeting id={id!} place={place} />],
  ['/statement/:id', ([id]) => <StatementPage id={id!} />],
  ['/report/:id', ([id], place) => <ReportPage id={id!} place={place} />],
  ['/party/:id', ([id]) => <Party id={id!} />],
  ['/framework/:id', ([id]) => <Party id={id!} framework />],
  ['/pair/:a/:b', ([a, b]) => <Pair a={a!} b={b!} />],
  ['/formulations', (_, place) => <Formulations place={place} />],
  ['/formulation/:id', ([id]) => <FormulationPage id={id!} />],
  ['/commitments', (_, place) => <Commitments place={place} />],
  ['/timeline', (_, place) => <Timeline place={place} />],
  ['/network', (_, place) => <Network place={place} />],
  ['/search', (_, place) => <Search place={place} />],
  ['/review', (_, place) => <Review place={place} />],
  ['/review/:id', ([id]) => <OneDecision id={id!} />],
  ['/add', () => <Add />],
];

function pageOf(place: Place): JSX.Element {
  for (const [pattern, draw] of ROUTES) {
    const values = match(pattern, place.path);
    if (values) return draw(values, place);
  }
  return (
    <Head
      title="No such page"
      under={
        <p>
          Nothing stands at this address. <a href="/">To the meetings</a>
        </p>
      }
    />
  );
}

function App(): JSX.Element {
  const place = usePlace();
  useEffect(() => {
    scrollTo(0, (history.state as { y?: number } | null)?.y ?? 0);
  }, [place.path]);
  return (
    <>
      <Frame path={place.path} wide={place.path.startsWith('/meeting/')}>
        <div key={place.path}>{pageOf(place)}</div>
      </Frame>
      <Notices />
      <TokenDialog />
    </>
  );
}

applyTheme();
takeToken();
render(<App />, document.getElementById('page')!);
