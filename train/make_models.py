"""make_models.py --data FOLDER --work FOLDER --tool MODEL_TOOL --lists FOLDER --out OUT.model [--free]: all steps from the data to the model.

What a step leaves stays in the work folder, with the hash of what it was made from; a step whose inputs and code have not changed is skipped, and
one that was interrupted goes on where it can. Times are kept in WORK/times.tsv.
"""
import argparse
import hashlib
import lzma
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
LISTS = ('bodies.tsv', 'cities.tsv', 'countries.tsv', 'given_names.txt', 'initiatives.tsv', 'offices.tsv', 'regions.tsv', 'surnames.txt',
         'towns.txt')


def digest(paths):
    total = hashlib.sha256()
    for path in paths:
        path = pathlib.Path(path)
        files = sorted(p for p in path.rglob('*') if p.is_file()) if path.is_dir() else [path]
        for file in files:
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


class Steps:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.work.mkdir(parents=True, exist_ok=True)

    def run(self, name, scripts, inputs, outputs, commands):
        """Runs `commands`, lists of arguments, unless `outputs` are there and were made from the same inputs by the same code."""
        stamp = self.work / f'{name}.stamp'
        now = digest([*(HERE / s for s in scripts), *inputs])
        if stamp.exists() and stamp.read_text() == now and all(pathlib.Path(o).exists() for o in outputs):
            print(f'{name}: unchanged', flush=True)
            return
        print(f'{name}: begun', flush=True)
        begun = time.time()
        for command in commands:
            subprocess.run([str(c) for c in command], check=True)
        took = time.time() - begun
        stamp.write_text(now)
        with open(self.work / 'times.tsv', 'a', encoding='utf-8') as file:
            file.write(f'{name}\t{took:.0f}\n')
        print(f'{name}: {took:.0f} s', flush=True)


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    for name in ('data', 'work', 'tool', 'lists', 'out'):
        ap.add_argument('--' + name, required=True)
    ap.add_argument('--free', action='store_true')
    a = ap.parse_args()
    data, work = pathlib.Path(a.data), pathlib.Path(a.work)
    own = work / ('free' if a.free else 'all')
    steps = Steps(own)
    bert, teacher, texts, student = work / 'bert', own / 'teacher', own / 'texts', own / 'student'
    free = ['--free'] if a.free else []

    def script(name, *args):
        return [sys.executable, HERE / name, *args, *free]

    annotated = [data / 'ud', data / 'names']
    if not (bert / 'bert.npz').exists():
        subprocess.run([sys.executable, HERE / 'fetch_bert.py', bert], check=True)
    steps.run('teacher', ['corpora.py', 'bert.py', 'teacher.py'], [bert, *annotated], [teacher / 'teacher.pt'],
              [script('teacher.py', '--data', data, '--bert', bert, '--out', teacher)])
    steps.run('texts', ['corpora.py', 'texts.py'], [data / 'text', *annotated, a.tool], [texts / 'open.words', texts / 'train.words'],
              [script('texts.py', '--data', data, '--tool', a.tool, '--out', texts)])
    steps.run('augment', ['corpora.py', 'bert.py', 'augment.py'], [bert, *annotated], [texts / 'more.words'],
              [script('augment.py', '--data', data, '--bert', bert, '--out', texts / 'more.words')])
    for name in ('train', 'open', 'more'):
        steps.run(f'label-{name}', ['bert.py', 'teacher.py', 'label.py'], [teacher / 'teacher.pt', texts / f'{name}.words'], [texts / f'{name}.npz'],
                  [script('label.py', '--teacher', teacher, '--bert', bert, texts / f'{name}.words', texts / f'{name}.npz')])
    lists = [pathlib.Path(a.lists) / name for name in LISTS]
    steps.run('student', ['corpora.py', 'vocabulary.py', 'student.py'], [texts, teacher / 'teacher.json', *lists], [student / 'rows'],
              [script('student.py', '--data', data, '--lists', a.lists, '--tool', a.tool, '--bert', bert, '--teacher', teacher, '--texts', texts,
                      '--out', student)])
    trees = []
    for name in ['gum-ccby-train'] + ([] if a.free else ['gum-ccbysa-train', 'ewt-train']):
        trees.append(own / f'{name}.conllu')
        if not trees[-1].exists():
            trees[-1].write_bytes(lzma.decompress((data / 'ud' / f'{name}.conllu.xz').read_bytes()))
    subprocess.run([str(c) for c in [a.tool, 'pack', student, a.out, *trees]], check=True)


if __name__ == '__main__':
    main()
