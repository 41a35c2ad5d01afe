"""make_acts.py --texts FOLDER --annotations FOLDER --work FOLDER --tool ACT_TOOL --readout BIN --data DATA: acts.tsv, acts_states.tsv, confidence.tsv in DATA.

The steps from annotated texts (data/annotations) and texts that nobody annotated to the weights that acts are decided by and to how sure the reader is.
What a step leaves stays in the work folder; one whose inputs have not changed is skipped.
"""
import argparse
import pathlib
import subprocess
import sys

from make_models import HERE, Steps

TEXTS = ('ungd2017', 'wikinews', 'sotu')


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument('--tuned', required=True, nargs='+', help='further annotated reports; where there is a file `tuned`, it says which may be learned from')
    for name in ('texts', 'annotations', 'work', 'tool', 'readout', 'data'):
        ap.add_argument('--' + name, required=True)
    a = ap.parse_args()
    work, own, model = pathlib.Path(a.work), pathlib.Path(a.work) / 'acts', pathlib.Path(a.data) / 'models' / 'english.model'
    bert, folds, annotations = work / 'bert', own / 'folds', sorted(f for f in pathlib.Path(a.annotations).iterdir() if f.is_dir())
    readouts = [folder for folder in annotations if folder.name.startswith('readouts-')]
    learned = [*annotations, *(pathlib.Path(folder) for folder in a.tuned)]
    texts = [pathlib.Path(a.texts) / f'{name}.jsonl.xz' for name in TEXTS]
    steps = Steps(own)
    if not (bert / 'bert.npz').exists():
        subprocess.run([sys.executable, HERE / 'fetch_bert.py', bert], check=True)
    common = ['--tool', a.tool, '--data', a.data]
    teacher = [sys.executable, HERE / 'act_teacher.py']
    steps.run('learn', ['act_data.py', 'act_teacher.py', 'bert.py'], [bert, *learned], [own / 'teacher.pt'],
              [[*teacher, 'learn', '--bert', bert, '--work', own, '--annotations', *learned, *common]])
    steps.run('label', ['act_data.py', 'act_teacher.py', 'bert.py'], [own / 'teacher.pt', model, *texts], [own / 'silver.npz'],
              [[*teacher, 'label', '--bert', bert, '--work', own, '--texts', *texts, *common]])
    steps.run('acts', ['act_data.py', 'acts.py'], [own / 'silver.npz', a.tool, *learned], [folds / '0' / 'acts.tsv'],
              [[sys.executable, HERE / 'acts.py', '--silver', own / 'silver.npz', '--folds', folds, '--out', a.data, '--annotations', *learned, *common]])
    subprocess.run([sys.executable, HERE / 'confidence.py', '--readout', a.readout, '--data', a.data, '--folds', folds,
                    '--out', pathlib.Path(a.data) / 'confidence.tsv', '--annotations', *readouts, *a.tuned], check=True)


if __name__ == '__main__':
    main()
