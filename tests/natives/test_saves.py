#!/usr/bin/env python3
"""Saves while natives stand in C: put off for a while, then marked, shown, decided.

    test_saves.py SPORE LIBRARY [unittest options]"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import unittest
import unittest.mock

SPORE, LIBRARY = (os.path.abspath(sys.argv.pop(1)) for _ in range(2))
SAVED, PARKED, NOT_RESTORABLE, INCOMPATIBLE, CORRUPT = 85, 84, 80, 76, 65

WAITS = """
local tasklet, channel = require "tasklet", require "channel"
local ch = channel.new()
local t = tasklet(function() print(pcall(test.apply, ch.receive, ch)) end)()
t.name = "waiter"
io.stdout:write("ready\\n") io.stdout:flush()
tasklet.sleep(60)
"""
# In C for half a second, out of it for a moment, over and over.
IN_AND_OUT = """
local tasklet = require "tasklet"
io.stdout:write("ready\\n") io.stdout:flush()
while true do
  test.apply(tasklet.sleep, 0.5)
  tasklet.sleep(0.05)
end
"""
# The same, but it computes: nothing waits.
COMPUTES = """
local function work(seconds)
  local over = os.clock() + seconds
  while os.clock() < over do end
end
io.stdout:write("ready\\n") io.stdout:flush()
while true do test.apply(work, 0.3) work(0.02) end
"""

PAUSED = """
local tasklet = require "tasklet"
local t = tasklet(function()
  local ok, e = pcall(test.apply, function() tasklet.schedule() return "ends" end)
  print(ok and e or e == tasklet.exit and "killed" or "lost")
end)()
tasklet.schedule()
t:remove()
io.stdout:write("ready\\n") io.stdout:flush()
tasklet.sleep(0.5)
print(t.paused and "paused" or "dead")
tasklet.sleep(0.5)
if t.paused then t:insert():join() end
"""
LOSES = """
local socket = test.socket()

local pipe = io.popen("cat", "w")
local file = io.open("gone", "w") os.remove("gone")
local sockets = {}
for i = 1, 2000 do sockets[i] = i % 2 == 0 and test.socket() or {test.socket()} end
load("forged = select(2, pcall(io.popen, 'true'))", "=\\27[2J")()
io.stdout:write("ready\\n") io.stdout:flush()
load("local function f() end require 'tasklet'.sleep(60) f()", "=\\27[2J")()
"""
HAS_COUNTER = """
local counter = test.counter()
io.stdout:write("ready\\n") io.stdout:flush()
require "tasklet".sleep(60)
"""
RESTARTS = """
local tasklet = require "tasklet"
tasklet(function() test.again(tasklet.sleep, 60) end)()
io.stdout:write("ready\\n") io.stdout:flush()
tasklet.sleep(60)
"""
AGAIN, UNSAVED = "open it again then", "the type has no save function"


class Saves(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def spore(self, verb, *words, native=True):
        given = ["--native", LIBRARY] if native else []
        return subprocess.run([SPORE, verb, "--store", "store", *given, *words],
                              capture_output=True, text=True, cwd=self.folder, timeout=60,
                              check=False)

    def stopped(self, program, *options):
        """Runs until it is ready, asks it to stop; how long that took, its stderr."""
        (self.folder / "program.lua").write_text(program)
        job = subprocess.Popen(
            [SPORE, "run", "--store", "store", "--job", "j", "--every", "never", "--native",
             LIBRARY, *options, "program.lua"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=self.folder)
        self.assertEqual(job.stdout.readline(), "ready\n")
        time.sleep(0.1)
        start = time.monotonic()
        job.send_signal(signal.SIGTERM)
        _, err = job.communicate(timeout=60)
        self.assertEqual(job.returncode, SAVED, err)
        return time.monotonic() - start, err

    def test_a_save_waits_until_the_native_has_returned(self):
        for program in (IN_AND_OUT, COMPUTES):
            with self.subTest(program):
                seconds, err = self.stopped(program, "--grace", "20s")
                self.assertNotIn("natives stood in C", err)
                self.assertLess(seconds, 15)
                done = self.spore("doctor", "j")
                self.assertEqual((done.returncode, done.stdout), (0, "j@1 can be resumed whole\n"))
                subprocess.run(["rm", "-r", self.folder / "store"], check=True)

    def test_when_grace_is_over_it_is_saved_with_a_mark(self):
        seconds, err = self.stopped(WAITS, "--grace", "300ms")
        self.assertIn("1 call of natives stood in C and cannot go on; see: spore doctor j", err)
        self.assertGreater(seconds, 0.25)
        rows = {row["tasklet"]: row for row in
                json.loads(self.spore("ps", "--json", "j", native=False).stdout)}
        self.assertEqual((rows[1]["restorable"], rows[2]["restorable"]), (True, False))
        self.assertEqual((rows[2]["native"], rows[2]["name"]), ("test.apply", "waiter"))
        self.assertRegex(self.spore("ps", "j", native=False).stdout, "waiter .* test.apply ")

    def test_parking_waits_for_natives_too(self):
        (self.folder / "program.lua").write_text("""
            local tasklet = require "tasklet"
            tasklet(function() test.apply(tasklet.sleep, 0.3) tasklet.sleep(60) end)()
            tasklet.sleep(60)""")
        done = self.spore("run", "--job", "j", "--until-idle", "--grace", "20s", "program.lua")
        self.assertEqual(done.returncode, PARKED, done.stderr)
        self.assertEqual(self.spore("doctor", "j").returncode, 0)
        done = self.spore("run", "--job", "k", "--until-idle", "--grace", "10ms", "program.lua")
        self.assertEqual(done.returncode, PARKED, done.stderr)
        self.assertIn("1 call of natives stood in C", done.stderr)

    def test_torture_with_natives_and_objects(self):
        (self.folder / "program.lua").write_text("""
            local tasklet, channel = require "tasklet", require "channel"
            local ch, counter = channel.new(), test.counter()
            local sum = 0
            tasklet(function()
              for i = 1, 50 do
                local v = i % 2 == 0 and test.first(ch) or test.apply(ch.receive, ch)
                sum = sum + v
              end
            end)()
            for i = 1, 50 do ch:send(i) assert(test.count(counter) == i) end
            print(sum)""")
        done = subprocess.run([SPORE, "run", "--torture", "1", "--native", LIBRARY,
                               "program.lua"], capture_output=True, text=True,
                              cwd=self.folder, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stdout), (0, "1275\n"), done.stderr)
        count = int(re.search(r"torture: (\d+) snapshots", done.stderr).group(1))
        self.assertGreater(count, 100)

    def test_what_is_paused_stays_so_unless_it_is_killed(self):
        self.stopped(PAUSED, "--grace", "1ms")
        subprocess.run([SPORE, "export", "--store", "store", "j", "-o", "j.spore"],
                       cwd=self.folder, check=True)
        for lost, text in (("raise", "paused\nlost\n"), ("restart", "paused\nends\n"),
                           ("kill", "killed\ndead\n")):
            self.spore("import", "j.spore", "--as", lost, native=False)
            done = self.spore("resume", "--lost", lost, "--until-idle", lost)
            self.assertIn(done.returncode, (0, PARKED), done.stderr)
            more = self.spore("resume", "--lost", lost, lost)
            self.assertEqual(done.stdout + more.stdout, text)

    def test_doctor_and_resume_name_the_call(self):
        self.stopped(WAITS, "--grace", "1ms")
        done = self.spore("doctor", "j", native=False)
        self.assertEqual(done.returncode, INCOMPATIBLE)
        self.assertIn("tasklet 2 (waiter) stands in native 'test.apply', called at program.lua:4",
                      done.stdout)
        self.assertIn("native 'test.apply' is not here\n", done.stdout)
        self.assertEqual(done.stdout.count("    give their library by --native\n"), 1)
        for verb in ("doctor", "resume"):
            done = self.spore(verb, "j")
            self.assertEqual(done.returncode, NOT_RESTORABLE)
        self.assertIn("tasklet 2 (waiter) stood in native 'test.apply', called at program.lua:4",
                      done.stderr)
        done = self.spore("resume", "j", native=False)
        self.assertEqual(done.returncode, INCOMPATIBLE)
        self.assertIn("test.apply", done.stderr)

    def test_doctor_names_the_lines_that_made_lost_objects(self):
        self.stopped(LOSES)
        done = self.spore("doctor", "j")
        self.assertEqual(done.returncode, NOT_RESTORABLE)
        for what, line, advice in (("socket", "program.lua:2", UNSAVED),
                                   ("pipe", "program.lua:4", AGAIN),
                                   ("file", "program.lua:5", AGAIN),
                                   ("pipe", "\\x1b[2J:1", AGAIN)):
            self.assertIn(f"an object of type '{what}', made at {line}\n"
                          f"    using it fails after a resume; {advice}\n", done.stdout)
        for words in (["doctor"], ["ps"], ["stack", "--locals"]):
            self.assertNotIn("\x1b", self.spore(*words, "j", native=False).stdout)

    def rows(self, code, native=True):
        """What doctor says of the job, as JSON, by kind."""
        done = self.spore("doctor", "--json", "j", native=native)
        self.assertEqual(done.returncode, code, done.stderr)
        rows = {"call": [], "object": [], "native": []}
        for row in json.loads(done.stdout):
            rows[row.pop("kind")].append(row)
        return rows

    def test_objects_that_are_alike_are_told_as_one(self):
        self.stopped(LOSES)
        self.assertIn("2000 objects of type 'socket', made at program.lua:7\n"
                      f"    using one fails after a resume; {UNSAVED}\n",
                      self.spore("doctor", "j").stdout)
        rows = self.rows(NOT_RESTORABLE)
        self.assertEqual(rows["native"] + rows["call"], [])
        self.assertEqual([(row["type"], row["place"], row["is_file"], row["count"])
                          for row in rows["object"]],
                         [("file", "program.lua:5", True, 1), ("pipe", "\\x1b[2J:1", True, 1),
                          ("pipe", "program.lua:4", True, 1),
                          ("socket", "program.lua:2", False, 1),
                          ("socket", "program.lua:7", False, 2000)])
        self.assertIn({"type": "socket", "place": None, "is_known": False, "is_file": False,
                       "count": 2001}, self.rows(INCOMPATIBLE, native=False)["object"])

    def test_doctor_prints_json(self):
        self.stopped(WAITS, "--grace", "1ms")
        call = {"tasklet": 2, "name": "waiter", "native": "test.apply", "source": "program.lua",
                "line": 4, "is_restartable": False}
        self.assertEqual(self.rows(NOT_RESTORABLE), {"call": [call], "object": [], "native": []})
        rows = self.rows(INCOMPATIBLE, native=False)
        self.assertEqual(rows["call"], [call])
        self.assertIn({"name": "test.was", "version": None, "snapshot_version": 2,
                       "is_refused": True}, rows["native"])
        for names, version, code in (("older", 1, INCOMPATIBLE), ("newer", 3, NOT_RESTORABLE)):
            with unittest.mock.patch.dict(os.environ, NAMES=names):
                self.assertEqual(self.rows(code)["native"], [
                    {"name": "test.was", "version": version, "snapshot_version": 2,
                     "is_refused": version < 2}])
                self.assertEqual(self.spore("resume", "j").returncode, code)

    def test_doctor_knows_what_is_restartable(self):
        self.stopped(RESTARTS, "--grace", "1ms")
        self.assertEqual([(row["native"], row["name"], row["is_restartable"])
                          for row in self.rows(NOT_RESTORABLE)["call"]],
                         [("test.again", None, True)])

    def test_doctor_finds_nothing(self):
        self.stopped(HAS_COUNTER)
        self.assertEqual(self.spore("doctor", "--json", "j").stdout, "[]\n")
        self.assertEqual(self.spore("doctor", "j").returncode, 0)

    def test_a_stack_that_is_nearly_full_is_told(self):
        for kib, stack, text in ((56, "64", r"up to 6\d of the 64 KiB of their C"),
                                 (100, "128", r"up to 1[01]\d of the 128 KiB"), (10, "64", "^$")):
            (self.folder / "program.lua").write_text(f"test.deep({kib}) print 'done'")
            done = subprocess.run([SPORE, "run", "--ephemeral", "--native", LIBRARY, "--stack",
                                   stack, "program.lua"], capture_output=True, text=True,
                                  cwd=self.folder, check=False)
            self.assertEqual((done.returncode, done.stdout), (0, "done\n"), done.stderr)
            self.assertRegex(done.stderr, text)

    def test_a_type_that_does_not_load_its_object_is_named(self):
        self.stopped(HAS_COUNTER)
        with unittest.mock.patch.dict(os.environ, REFUSE="1"):
            for verb in ("resume", "doctor"):
                done = self.spore(verb, "j")
                self.assertEqual((done.returncode, done.stderr), (
                    CORRUPT, "spore: an object of type 'counter' cannot be loaded: corrupt\n"))

    def test_mistakes_are_told(self):
        self.stopped(WAITS, "--grace", "1ms")
        for lost, text in (("give up", "wants raise, restart or kill"),
                           ("no.such=raise", "no native that may call back is registered as")):
            done = self.spore("resume", "--lost", lost, "j")
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(text, done.stderr)
        (self.folder / "empty.so").write_text("")
        for path, text in (("missing.so", "missing.so"), ("empty.so", "empty.so")):
            done = subprocess.run([SPORE, "run", "--ephemeral", "--native", path, "program.lua"],
                                  capture_output=True, text=True, cwd=self.folder, check=False)
            self.assertEqual(done.returncode, 66)
            self.assertIn(text, done.stderr)


unittest.main()
