#!/usr/bin/env python3
"""Installs Spore into a new prefix, moves that elsewhere, builds the examples of
docs/examples/embed against it by CMake and by pkg-config, static and shared, and runs
the sessions in their head comments: what they print must be what stands there.

    test_embed.py BUILD_FOLDER [unittest options]"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BUILD = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else None
EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "examples" / "embed"
PROGRAMS = ["host.c", "checkpoint.c", "callback.c", "object.c", "resumable.c", "host.cpp"]
DEADLINE_S = 60

# Prints 1, 2, … until it is killed.
COUNTING = """local tasklet = require "tasklet"
io.stdout:setvbuf "line"
local n = 0
while true do n = n + 1 print(n) tasklet.sleep(0.005) end
"""

# A comparator that waits, under list.sorted() of callback.c, when the job is parked.
WAITING = """local tasklet, channel = require "tasklet", require "channel"
local answers = channel.new()
local sorter = tasklet(function()
  local ok, result = pcall(list.sorted, {2, 1}, function() return answers:receive() end)
  print(ok, ok and table.concat(result, " ") or result)
end)()
sorter.name = "sorter"
tasklet.sleep(0.05)
while answers.balance < 0 do answers:send(false) tasklet.schedule() end
"""


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=DEADLINE_S * 5,
                          **options)
    if done.returncode != 0:
        raise AssertionError(f"{words} returned {done.returncode}:\n{done.stdout}")
    return done.stdout


def session_of(source):
    """[(command, lines it prints)] of the head comment; "^C" among them: a signal."""
    head = source.read_text().split("*/")[0]
    session = []
    for line in re.findall(r"^ \*     (.*)$", head, re.M):
        if line.startswith("$ "):
            session.append((line[2:], []))
        else:
            session[-1][1].append(line)
    return session


class Installed(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.top = pathlib.Path(tempfile.mkdtemp(prefix="spore-embed-"))
        first, cls.prefix = cls.top / "first", cls.top / "prefix"
        run("cmake", "--install", BUILD, "--prefix", first)
        first.rename(cls.prefix)
        cls.libdir = next(cls.prefix.glob("**/pkgconfig")).parent
        cls.environment = dict(
            os.environ, PKG_CONFIG_PATH=str(cls.libdir / "pkgconfig"),
            PATH=f"{cls.prefix / 'bin'}:{os.environ['PATH']}", LC_ALL="C")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.top)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.top))
        self.environment = dict(self.environment, SPORE_STORE=str(self.folder / "jobs"))
        self.processes = []

    def tearDown(self):
        for process in self.processes:
            process.kill()
            process.wait()
            process.stdout.close()

    # ---- building ----

    def build_by_cmake(self, *options):
        source = self.folder / "source"
        shutil.copytree(EXAMPLES, source)
        self.place = self.folder / "build"
        run("cmake", "-S", source, "-B", self.place, f"-DCMAKE_PREFIX_PATH={self.prefix}",
            "-DCMAKE_C_FLAGS=-Werror", "-DCMAKE_CXX_FLAGS=-Werror", *options)
        run("cmake", "--build", self.place)

    def build_by_make(self, kind):
        self.place = self.folder / "source"
        shutil.copytree(EXAMPLES, self.place)
        run("make", f"KIND={kind}", "CC=cc -Werror", "CXX=c++ -Werror", cwd=self.place,
            env=self.environment)

    # ---- running ----

    def start(self, command):
        process = subprocess.Popen(["sh", "-c", f"exec {command}"], cwd=self.place,
                                   env=self.environment, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT, text=True)
        self.processes.append(process)
        return process

    def perform(self, command, expected):
        process = self.start(command)
        lines = []
        if "^C" in expected:
            lines = [process.stdout.readline() for _ in range(expected.index("^C"))]
            process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=DEADLINE_S)
        return "".join(lines + [rest]).splitlines()

    def check_session(self, name):
        """A signal may come a line later than in the comment: then what a host says
        (after its name) and what its programs print are compared as a whole each."""
        printed, expected = [], []
        session = session_of(EXAMPLES / name)
        self.assertTrue(session, f"{name} has no session in its head comment")
        for command, lines in session:
            printed += self.perform(command, lines)
            expected += lines
        if "^C" in expected:
            expected.remove("^C")
            is_said = re.compile(r"\w+: ").match
            printed, expected = (sorted(lines, key=lambda line: bool(is_said(line)))
                                 for lines in (printed, expected))
        self.assertEqual(printed, expected, name)

    def check_all(self):
        for name in PROGRAMS:
            self.check_session(name)

    def needs_library(self, program):
        return "libspore" in run("ldd", self.place / program)

    def test_cmake_static(self):
        self.build_by_cmake()
        self.assertFalse(self.needs_library("host"))
        self.check_all()
        self.check_kill()

    def test_cmake_shared(self):
        self.build_by_cmake("-DEMBED_SHARED=ON")
        self.assertTrue(self.needs_library("host"))
        self.check_all()

    def test_make_static(self):
        self.build_by_make("static")
        self.assertFalse(self.needs_library("host"))
        self.check_all()

    def test_make_shared(self):
        self.build_by_make("shared")
        self.assertTrue(self.needs_library("host"))
        self.check_all()

    # ---- what no comment can show ----

    def newest(self, store, job):
        done = subprocess.run(["spore", "log", "--store", store, job], text=True,
                              capture_output=True, cwd=self.place, env=self.environment)
        return len(done.stdout.splitlines())

    def check_kill(self):
        """SIGKILL after a save: the next start goes on, and leaves out no number."""
        (self.place / "counting.lua").write_text(COUNTING)
        last = 0
        for _ in range(3):
            process = self.start("./checkpoint killed counting.lua 10")
            numbers = [int(process.stdout.readline())]
            if last > 0:
                self.assertGreater(numbers[0], 1)
                self.assertLessEqual(numbers[0], last + 1)
            saved = self.newest("killed", "example")
            end = time.monotonic() + DEADLINE_S
            while self.newest("killed", "example") < saved + 2:
                self.assertLess(time.monotonic(), end, "no snapshot was written")
            process.kill()
            numbers += [int(line) for line in process.communicate()[0].split()]
            self.assertEqual(numbers, list(range(numbers[0], numbers[0] + len(numbers))))
            last = numbers[-1]

    def expect(self, code, command, pattern):
        process = self.start(command)
        printed, _ = process.communicate(timeout=DEADLINE_S)
        self.assertEqual(process.returncode, code, printed)
        self.assertRegex(printed, pattern)

    def test_calls_that_stood_in_c(self):
        """docs/embedding.md: Calling back"""
        self.build_by_make("static")
        (self.place / "waits.lua").write_text(WAITING)
        native = "--native ./callback.so"
        for how, outcome in (("raise", r"false\tnative 'list.sorted' was lost by a resume"),
                             ("list.sorted=restart", r"true\t2 1"),
                             ("kill", r"false\ttasklet\.exit")):
            job = how.split("=")[-1]
            self.expect(84, f"spore run --job {job} --until-idle --grace 1ms {native} waits.lua",
                        "all tasklets of")
            self.expect(80, f"spore doctor {job} {native}",
                        r"\Atasklet 2 \(sorter\) stands in native 'list.sorted', called at "
                        r"waits.lua:4\n")
            self.expect(80, f"spore resume {job} {native}", r"say what becomes of these calls")
            self.expect(0, f"spore resume {job} {native} --lost {how}", outcome)

    def test_installed_headers_are_those_of_the_source(self):
        """In C11 and C++17, without a warning."""
        for language, standard in (("c", "c11"), ("c++", "c++17")):
            for header in "spore", "persist":
                run("cc", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                    "-x", language, f"-std={standard}", f"-I{self.prefix / 'include'}",
                    self.prefix / "include" / "spore" / f"{header}.h")

    def test_nothing_names_the_folder_it_was_built_in(self):
        for path in self.libdir.glob("**/*"):
            if path.suffix in (".cmake", ".pc"):
                self.assertNotIn(str(BUILD.parents[1]), path.read_text(), path)


unittest.main()
