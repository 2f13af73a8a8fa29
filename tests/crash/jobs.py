"""What the crash tests share: jobs in a scratch store, started and killed."""

import json
import os
import signal
import subprocess
import tempfile

DONE, SAVED = 0, 85


class Store:
    """A store in a scratch directory, and the binary that works on it."""

    def __init__(self, spore):
        self.spore = os.path.abspath(spore)
        self.scratch = tempfile.TemporaryDirectory(prefix="spore-crash-")
        self.path = os.path.join(self.scratch.name, "store")

    def file(self, name):
        return os.path.join(self.scratch.name, name)

    def environment(self, extra=None):
        return {**os.environ, "SPORE_STORE": self.path, **(extra or {})}

    def start(self, words, extra=None, **options):
        return subprocess.Popen([self.spore, *words], env=self.environment(extra),
                                cwd=self.scratch.name, stdin=subprocess.DEVNULL,
                                **options)

    def run(self, words, extra=None, timeout=300):
        return subprocess.run([self.spore, *words], env=self.environment(extra),
                              cwd=self.scratch.name, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=timeout)

    def snapshots(self, job):
        """The rows of `spore log`; none while there is no such job."""
        done = self.run(["log", job, "--json"])
        return json.loads(done.stdout) if done.returncode == 0 else []

    def remove(self):
        self.scratch.cleanup()


def was_killed(returncode):
    return returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)


def read(path):
    with open(path, "rb") as file:
        return file.read()
