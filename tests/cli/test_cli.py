#!/usr/bin/env python3
"""The command line from outside: exit codes, messages, JSON, signals, verbs.

    test_cli.py SPORE [unittest options]"""

import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import time
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "crash"))
from jobs import Store  # noqa: E402

SPORE = os.path.abspath(sys.argv.pop(1)) if len(sys.argv) > 1 else ""
SPIN = "local n = 0 while true do n = n + 1 end\n"
DEADLINE_S = 60


class Case(unittest.TestCase):
    def setUp(self):
        self.store = Store(SPORE)
        self.processes = []

    def tearDown(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.communicate()
        self.store.remove()

    def program(self, text, name="program.lua"):
        with open(self.store.file(name), "w") as file:
            file.write(text)
        return name

    def start(self, *words, **options):
        process = self.store.start(words, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
                                   text=True, **options)
        self.processes.append(process)
        return process

    def expect(self, code, *words):
        done = self.store.run(words)
        self.assertEqual(done.returncode, code, f"{words}: {done.stdout}{done.stderr}")
        return done

    def refuse(self, code, *words):
        """It fails with one line on stderr, and nothing on stdout."""
        done = self.expect(code, *words)
        self.assertRegex(done.stderr, r"\Aspore: [^\n]+\n\Z")
        self.assertEqual(done.stdout, "")
        return done.stderr

    def wait_until(self, what, is_true):
        end = time.monotonic() + DEADLINE_S
        while not is_true():
            self.assertLess(time.monotonic(), end, f"in vain: {what}")
            time.sleep(0.01)

    def wait_running(self, job):
        self.wait_until(f"{job} runs", lambda: any(
            row["job"] == job and row["state"] == "running" for row in self.jobs()))

    def jobs(self):
        done = self.store.run(["ls", "--json"])
        return json.loads(done.stdout) if done.returncode == 0 else []

    def spin(self, job="spin", *options):
        process = self.start("run", "--job", job, "--every", "never", *options,
                             self.program(SPIN))
        self.wait_running(job)
        return process


class Usage(Case):
    def test_help_lists_every_verb(self):
        text = self.expect(0, "help").stdout
        for verb in ("run", "resume", "checkpoint", "stop", "ls", "log", "ps", "stack",
                     "export", "import"):
            self.assertRegex(text, rf"(?m)^  {verb} ")
            self.assertIn("usage: spore " + verb, self.expect(0, "help", verb).stdout)
            self.assertEqual(self.expect(0, verb, "--help").stdout,
                             self.expect(0, "help", verb).stdout)

    def test_version(self):
        self.assertRegex(self.expect(0, "version").stdout, r"\Aspore \d+\.\d+\.\d+\n\Z")
        self.expect(0, "--version")

    def test_no_verb_shows_help_on_stderr(self):
        done = self.expect(64)
        self.assertIn("usage: spore", done.stderr)
        self.assertEqual(done.stdout, "")

    def test_mistyped_verb_is_suggested(self):
        self.assertIn("did you mean 'resume'?", self.refuse(64, "resmue", "x"))
        self.assertIn("did you mean 'ls'?", self.refuse(64, "sl"))
        self.assertNotIn("did you mean", self.refuse(64, "frobnicate"))

    def test_mistyped_option_is_suggested(self):
        self.assertIn("did you mean --every?", self.refuse(64, "run", "--evry", "5s", "x"))

    def test_options_want_good_values(self):
        for words in (["--every", "5"], ["--every", "soon"], ["--every", "0s"],
                      ["--every", "-5s"], ["--torture", "0"], ["--torture", "x"],
                      ["--torture"], ["--ephemeral=1"], ["--job", ""]):
            self.refuse(64, "run", *words)

    def test_words_are_counted(self):
        self.refuse(64, "run")
        self.refuse(64, "resume")
        self.refuse(64, "resume", "a", "b")
        self.refuse(64, "ls", "a")
        self.refuse(64, "log")
        self.refuse(64, "ps", "a", "b")
        self.refuse(64, "stack", "a", "b", "c")
        self.refuse(64, "checkpoint")
        self.refuse(64, "stop", "a", "b")

    def test_options_that_exclude_each_other(self):
        name = self.program("print(1)")
        self.refuse(64, "run", "--ephemeral", "--job", "a", name)
        self.refuse(64, "run", "--ephemeral", "--every", "1s", name)
        self.refuse(64, "run", "--torture", "1", "--until-idle", name)
        self.refuse(64, "run", "--torture", "1", "--torture-keep", "1", name)
        self.refuse(64, "run", "--resume-or-start", name)

    def test_bad_job_names(self):
        name = self.program("print(1)")
        for bad in ("-x", ".x", "a/b", "a b", "a@1", "x" * 200):
            self.refuse(64, "run", f"--job={bad}", name)


class Programs(Case):
    def test_arguments_and_arg(self):
        name = self.program("print(..., select('#', ...), arg[0], arg[1], arg[2], #arg)")
        done = self.expect(0, "run", "--ephemeral", name, "--every", "b c")
        self.assertEqual(done.stdout, "--every\t2\tprogram.lua\t--every\tb c\t2\n")

    def test_missing_program(self):
        self.assertIn("nothere.lua", self.refuse(66, "run", "--ephemeral", "nothere.lua"))

    def test_directory_is_no_program(self):
        self.refuse(74, "run", "--ephemeral", ".")

    def test_empty_program(self):
        self.expect(0, "run", "--ephemeral", self.program(""))

    def test_shell_line_keeps_line_numbers(self):
        text = self.expect(1, "run", "--ephemeral",
                           self.program("#!/usr/bin/env spore\nerror('here')\n")).stderr
        self.assertIn("program.lua:2: here", text)

    def test_syntax_error_leaves_no_job(self):
        text = self.refuse(1, "run", "--job", "a", self.program("x = = 1"))
        self.assertIn("program.lua:1:", text)
        self.assertEqual(self.jobs(), [])

    def failure(self, text):
        """What an uncaught error says: the same in one go and with a save everywhere."""
        name = self.program(text)
        said = self.expect(1, "run", "--ephemeral", name).stderr
        tortured = self.expect(1, "run", "--ephemeral", "--torture", "1", name).stderr
        self.assertTrue(tortured.startswith(said + "spore: torture: "), tortured)
        return said

    def test_uncaught_error_has_a_traceback(self):
        self.assertEqual(self.failure("""\
local function inner(x) error("at the bottom") end
local function tail(x) return inner(x) end
function global() tail() end
global()"""), """\
spore: program.lua:1: at the bottom
stack traceback:
	[C]: in function 'error'
	program.lua:1: in function <program.lua:1>
	(...tail calls...)
	program.lua:3: in function 'global'
	program.lua:4: in main chunk
	[C]: in ?
""")

    def test_traceback_names_the_tasklet(self):
        self.assertEqual(self.failure("""\
local tasklet = require("tasklet")
local worker = tasklet.new(function(t)
    local x = t.field.field
end)
worker.name = "worker"
worker:setup({})
tasklet.run()"""), """\
spore: program.lua:3: attempt to index a nil value (field 'field')
stack traceback of tasklet 2 (worker):
	program.lua:3: in function <program.lua:2>
stack traceback of tasklet 1 (main), which got the error:
	program.lua:7: in main chunk
	[C]: in ?
""")

    def test_traceback_goes_through_wrap_functions(self):
        self.assertEqual(self.failure("""\
local step = coroutine.wrap(function() local x = 1 + {} end)
step()"""), """\
spore: program.lua:2: program.lua:1: attempt to perform arithmetic on a table value
stack traceback:
	program.lua:1: in function <program.lua:1>
	(...resumed by...)
	[C]: in local 'step'
	program.lua:2: in main chunk
	[C]: in ?
""")

    def test_error_object_says_what_it_is(self):
        said = self.failure("""\
local kind = {__tostring = function(e) local s = "code " .. e.code return s end}
error(setmetatable({code = 7}, kind))""")
        self.assertTrue(said.startswith("spore: code 7\nstack traceback:\n"), said)
        said = self.failure("error({})")
        self.assertTrue(said.startswith("spore: (error object is a table value)\n"), said)
        said = self.failure("""\
error(setmetatable({}, {__tostring = function() error("fails as well") end}))""")
        self.assertTrue(said.startswith("spore: (error object is a table value)\n"), said)

    def test_long_error_is_told_whole(self):
        said = self.failure("""error(("long "):rep(1000) .. "end", 0)""")
        self.assertTrue(said.startswith("spore: " + "long " * 1000 + "end\n"), said)

    def test_uncaught_error(self):
        name = self.program("local t = nil\nprint(t.x)")
        text = self.expect(1, "run", "--job", "a", name).stderr
        self.assertIn("program.lua:2:", text)
        self.assertEqual([(row["state"], row["exit_code"]) for row in self.jobs()],
                         [("failed", 1)])

    def test_exit_codes_of_programs(self):
        for code in (0, 1, 7, 66, 255):
            self.expect(code, "run", "--ephemeral", self.program(f"os.exit({code})"))
        self.expect(0, "run", "--ephemeral", self.program("os.exit(true)"))
        self.expect(1, "run", "--ephemeral", self.program("os.exit(false)"))

    def test_exit_84_and_85_become_1(self):
        for code in (84, 85):
            self.assertIn("becomes 1", self.refuse(1, "run", "--ephemeral",
                                                   self.program(f"os.exit({code})")))

    def test_output_is_the_programs_own(self):
        name = self.program("io.write('a\\0b') io.stderr:write('e')")
        done = self.expect(0, "run", "--job", "a", name)
        self.assertEqual((done.stdout, done.stderr), ("a\0b", "e"))


class Jobs(Case):
    def test_a_name_is_made_up_and_said(self):
        name = self.program("print(1)", "word count.lua")
        done = self.expect(0, "run", name)
        job = self.jobs()[0]["job"]
        self.assertRegex(job, r"\Aword-count-\d+\Z")
        self.assertIn(f"spore resume {job}", done.stderr)
        self.assertEqual(done.stdout, "1\n")

    def test_a_name_is_taken_once(self):
        name = self.program("print(1)")
        self.expect(0, "run", "--job", "a", name)
        self.assertIn("spore resume a", self.refuse(73, "run", "--job", "a", name))

    def test_ended_jobs_are_not_run_again(self):
        name = self.program("print('ran') os.exit(7)")
        self.expect(7, "run", "--job", "a", name)
        for words in (["resume", "a"], ["run", "--job", "a", "--resume-or-start", name]):
            done = self.expect(7, *words)
            self.assertEqual(done.stdout, "")
            self.assertIn("has ended already", done.stderr)

    def test_resume_or_start_starts(self):
        name = self.program("print('ran')")
        done = self.expect(0, "run", "--job", "a", "--resume-or-start", name)
        self.assertEqual(done.stdout, "ran\n")

    def test_not_found(self):
        self.refuse(66, "ls")
        self.expect(0, "run", "--job", "a", self.program("print(1)"))
        for words in (["resume", "b"], ["log", "b"], ["ps", "b"], ["stack", "b"],
                      ["ps", "a@99"], ["checkpoint", "a"], ["stop", "b"]):
            self.refuse(66, *words)

    def test_the_store_is_named_by_option_or_environment(self):
        name = self.program("print(1)")
        self.expect(0, "run", "--store", "other", "--job", "a", name)
        self.assertEqual(self.jobs(), [])
        self.assertIn('"a"', self.expect(0, "ls", "--store=other", "--json").stdout)

    def test_a_file_is_no_store(self):
        name = self.program("print(1)")
        self.refuse(69, "run", "--store", name, "--job", "a", name)

    def test_a_checkpoint_is_a_snapshot(self):
        name = self.program("local job = require 'job'\njob.checkpoint()\nprint('x')\n")
        self.expect(0, "run", "--job", "a", "--every", "never", name)
        rows = json.loads(self.expect(0, "log", "a", "--json").stdout)
        self.assertEqual([(row["n"], row["reason"]) for row in rows], [(1, "checkpoint")])
        for key in ("time", "tasklets", "added_bytes", "live_bytes", "pause_ns",
                    "requested_ns", "committed_ns"):
            self.assertIn(key, rows[0])

    def test_every(self):
        process = self.start("run", "--job", "a", "--every", "10ms", self.program(SPIN))
        self.wait_until("5 snapshots", lambda: len(self.store.snapshots("a")) >= 5)
        self.assertEqual(self.store.snapshots("a")[0]["reason"], "every")
        process.kill()

    def test_until_idle_parks(self):
        name = self.program("local tasklet = require 'tasklet'\n"
                            "tasklet.sleep(0.3)\nprint('awake')")
        done = self.expect(84, "run", "--job", "a", "--until-idle", name)
        self.assertEqual(done.stdout, "")
        self.assertEqual(self.jobs()[0]["state"], "parked")
        self.assertEqual(self.expect(0, "resume", "a").stdout, "awake\n")


class Signals(Case):
    def test_stop_signals_save_and_exit_85(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            job = f"spin-{int(number)}"
            process = self.spin(job)
            process.send_signal(number)
            _, error = process.communicate(timeout=DEADLINE_S)
            self.assertEqual(process.returncode, 85)
            self.assertIn(f"spore resume {job}", error)
            self.assertEqual(self.store.snapshots(job)[-1]["reason"], "stop")

    def test_usr1_saves_and_goes_on(self):
        process = self.spin()
        process.send_signal(signal.SIGUSR1)
        self.wait_until("a snapshot", lambda: len(self.store.snapshots("spin")) == 1)
        self.assertIsNone(process.poll())
        self.assertEqual(self.store.snapshots("spin")[0]["reason"], "signal")

    def test_a_job_is_run_once_at_a_time(self):
        process = self.spin()
        self.assertIn("spin", self.refuse(75, "run", "--job", "spin", "program.lua"))
        process.send_signal(signal.SIGUSR1)
        self.wait_until("a snapshot", lambda: len(self.store.snapshots("spin")) == 1)
        self.refuse(75, "resume", "spin")

    def test_a_killed_job_is_taken_over(self):
        process = self.spin()
        process.send_signal(signal.SIGUSR1)
        self.wait_until("a snapshot", lambda: len(self.store.snapshots("spin")) == 1)
        process.kill()
        process.wait()
        self.assertEqual(self.jobs()[0]["state"], "saved")
        process = self.start("resume", "spin", "--every", "never")
        self.wait_running("spin")
        self.expect(0, "stop", "spin")
        self.assertEqual(process.wait(timeout=DEADLINE_S), 85)

    def test_checkpoint_and_stop_return_after_the_commit(self):
        process = self.spin()
        self.assertEqual(self.expect(0, "checkpoint", "spin").stdout, "spin@1\n")
        self.assertEqual(len(self.store.snapshots("spin")), 1)
        self.assertEqual(self.expect(0, "stop", "spin").stdout, "spin@2\n")
        self.assertEqual(len(self.store.snapshots("spin")), 2)
        self.assertEqual(process.wait(timeout=DEADLINE_S), 85)
        self.refuse(66, "stop", "spin")

    def test_stop_wakes_a_sleeper(self):
        name = self.program("require('tasklet').sleep(1000)\n")
        process = self.start("run", "--job", "a", "--every", "never", name)
        self.wait_running("a")
        self.expect(0, "stop", "a")
        self.assertEqual(process.wait(timeout=DEADLINE_S), 85)

    def test_stop_interrupts_a_read(self):
        name = self.program("print(io.read())\n")
        reader, writer = os.pipe()
        process = subprocess.Popen(
            [SPORE, "run", "--job", "b", "--every", "never", name], stdin=reader,
            env=self.store.environment(), cwd=self.store.scratch.name,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.processes.append(process)
        os.close(reader)
        self.wait_running("b")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=DEADLINE_S), 85)
        os.close(writer)

    def test_a_timer_does_not_save_a_sleeper_again_and_again(self):
        name = self.program("require('tasklet').sleep(1000)\n")
        self.start("run", "--job", "a", "--every", "10ms", name)
        self.wait_until("a snapshot", lambda: len(self.store.snapshots("a")) >= 1)
        time.sleep(0.3)
        self.assertLessEqual(len(self.store.snapshots("a")), 2)


# A call of a wrap function that needs more stack than a loaded fiber has at once.
WRAPPED = """local function parse()
    local following = coroutine.wrap(function() while true do coroutine.yield("a", "b") end end)
    local kind, word = following()
    local function take(wanted)
        local taken = word
        kind, word = following()
        return taken
    end
    for i = 1, 4 do take "a" end
end
parse()
"""


class Torture(Case):
    def test_a_reload_moves_no_safepoint(self):
        name = self.program(WRAPPED)
        counts = [re.search(r"(\d+) snapshots", self.expect(0, "run", option, "1", name)
                            .stderr).group(1)
                  for option in ("--torture", "--torture-keep")]
        self.assertEqual(counts[0], counts[1])


class Code(Case):
    PROGRAM = """#!/usr/bin/env spore
local n <const>, text = 3, "a string"
local function greet(who, ...)
    local line = text .. " for " .. who
    print(line, n, ...)
end
greet(arg[1] or "nobody", ...)
"""

    def compile(self, *options):
        self.expect(0, "compile", self.program(self.PROGRAM), "-o", "out", *options)

    def read(self, name):
        with open(self.store.file(name), "rb") as file:
            return file.read()

    def test_compiled_runs_the_same(self):
        for options in ([], ["--strip"]):
            self.compile(*options)
            for job in (["--ephemeral"], ["--job", f"job{len(options)}"]):
                done = self.expect(0, "run", *job, "out", "me", "x")
                self.assertEqual(done.stdout, "a string for me\t3\tme\tx\n")
            self.assertIn("main <", self.expect(0, "disasm", "out").stdout)

    def test_compiling_bytecode_again_changes_nothing(self):
        self.compile()
        once = self.read("out")
        self.expect(0, "compile", "out", "-o", "again")
        self.assertEqual(self.read("again"), once)
        self.expect(0, "compile", "out", "-s", "-o", "bare")
        self.assertLess(len(self.read("bare")), len(once))

    def test_compile_refuses(self):
        self.refuse(1, "compile", self.program("x = = 1"), "-o", "out")
        self.refuse(66, "compile", "nothing.lua", "-o", "out")
        self.refuse(64, "compile", self.program(""))
        self.refuse(64, "compile", "-o", "out")
        self.refuse(74, "compile", self.program(""), "-o", "no/folder")
        self.assertFalse([name for name in os.listdir(self.store.file(""))
                          if name.startswith("out")])

    def test_broken_bytecode_is_refused(self):
        self.compile()
        code = self.read("out")
        for name, data, exit_code in (("cut", code[:-1], 65), ("magic", code[:3], 65),
                                      ("version", code[:6] + b"\x7f" + code[7:], 76)):
            with open(self.store.file(name), "wb") as file:
                file.write(data)
            for words in (["run", "--ephemeral", name], ["disasm", name],
                          ["compile", name, "-o", "new"]):
                self.assertIn(name + ": ", self.refuse(exit_code, *words))

    def test_listing_of_a_program(self):
        text = self.expect(0, "disasm", self.program(self.PROGRAM)).stdout
        for part in ('main <program.lua:0,7>', 'function <program.lua:3,6>', "1+ parameters",
                     'constant 0 "a string"', "upvalue 0 text", "local who: register 0",
                     "  4:     local line = text .. \" for \" .. who\n", "CONCAT", "_ENV"):
            self.assertIn(part, text)

    def test_listing_of_a_snapshot(self):
        name = self.program(self.PROGRAM + """local f = load("local y = 5 return y", "=more")
require("job").checkpoint()
error(f())""")
        self.expect(1, "run", "--job", "a", name)
        os.unlink(self.store.file(name))
        text = self.expect(0, "disasm", "a@1").stdout
        self.assertRegex(text, r"(?s)\Amain <more:0,.*\nmain <program.lua:0,.*"
                               r"\n  5:     print\(line, n, \.\.\.\)\n")
        self.assertEqual(text.count("main <"), 2)

    def test_listing_of_nothing(self):
        self.refuse(66, "disasm", "nothing")
        self.assertIn("./no.lua: No such file", self.refuse(66, "disasm", "./no.lua"))
        self.refuse(64, "disasm")


class Inspection(Case):
    PROGRAM = """local tasklet, channel, job = require "tasklet", require "channel", require "job"
local ch = channel.new()
local function wait(who)
  local text, list = "hello\\n" .. who, {1, 2, 3, n = 3}
  ch:receive()
end
local reader = tasklet(wait)("reader")
reader.name = "reader"
tasklet(function() local co = coroutine.wrap(function(x) ch:receive() end) co(5) end)()
tasklet(function() tasklet.sleep(1000) end)()
tasklet.schedule()
local here = 42
job.checkpoint()
"""

    def setUp(self):
        super().setUp()
        self.expect(1, "run", "--job", "a", "--every", "never",
                    self.program(self.PROGRAM + "error('over')\n"))

    def test_ps(self):
        rows = {row["tasklet"]: row for row in
                json.loads(self.expect(0, "ps", "a@1", "--json").stdout)}
        self.assertEqual([rows[n]["state"] for n in sorted(rows)],
                         ["runnable", "receiving", "receiving", "sleeping"])
        self.assertEqual(rows[2]["name"], "reader")
        self.assertEqual((rows[2]["source"], rows[2]["line"]), ("program.lua", 5))
        self.assertEqual(rows[2]["channel"], rows[3]["channel"])
        self.assertEqual(rows[2]["waits_for"], f"channel {rows[2]['channel']}")
        self.assertGreaterEqual(rows[2]["wait_ns"], 0)
        self.assertGreater(rows[4]["sleep_ns"], 0)
        self.assertIs(rows[1]["is_current"], True)
        text = self.expect(0, "ps", "a").stdout
        self.assertRegex(text, r"(?m)^ +2 reader +receiving +channel \d+ +[\d.]+[mu]?s "
                               r"+- +- +1  .*program.lua:5 in ")

    def test_ps_of_select(self):
        self.expect(1, "run", "--job", "b", "--every", "never", self.program("""
            local tasklet, channel = require "tasklet", require "channel"
            local a, b, c = channel.new(), channel.new(), channel.new()
            tasklet(function() channel.select({a, {b, "send", 1}}, 600) end)()
            tasklet(function() channel.select{a, c, a, c} end)()
            tasklet.schedule()
            require "job".checkpoint()
            error("over")
        """))
        text = self.expect(0, "ps", "b").stdout
        self.assertRegex(text, r"(?m)^ +2 - +selecting +receive (\d+), send (\d+) +[\d.]+"
                               r"[mu]?s +(600.0|599.\d)s +- +1 ")
        self.assertRegex(text, r"selecting +receive (\d+), receive (\d+), receive \1, … ")

    def test_stack(self):
        text = self.expect(0, "stack", "a", "2", "--locals").stdout
        self.assertIn("tasklet 2 (reader), receiving", text)
        self.assertIn("program.lua:5", text)
        self.assertIn('who = "reader"', text)
        self.assertIn('text = "hello\\x0areader"', text)
        self.assertIn("list = {3 in sequence, 1 fields}", text)
        self.assertNotIn("who =", self.expect(0, "stack", "a", "2").stdout)

    def test_stack_of_a_coroutine(self):
        text = self.expect(0, "stack", "a", "3", "--locals").stdout
        self.assertIn("-- resumed by --", text)
        self.assertIn("x = 5", text)

    def test_stack_of_all(self):
        text = self.expect(0, "stack", "a", "--locals").stdout
        self.assertEqual(len(re.findall(r"(?m)^tasklet \d+", text)), 4)
        self.assertIn("here = 42", text)

    def test_stack_of_nobody(self):
        self.refuse(66, "stack", "a", "77")
        self.refuse(64, "stack", "a", "x")

    def test_inspection_needs_no_source_and_no_owner(self):
        os.unlink(self.store.file("program.lua"))
        self.expect(0, "ps", "a")


class Dumps(Case):
    """A tasklet goes on in another process."""
    DUMP = """
        local tasklet, channel = require "tasklet", require "channel"
        local list, ch = {}, channel.new()
        local t = tasklet.new(function(name)
            for i = 1, 4 do
                list[i] = greeting .. " " .. name .. i
                ch:send(list)
            end
            print("the sender ends")
        end)
        greeting = "hello"
        t("x")
        tasklet.schedule()
        ch:receive()
        tasklet.schedule()
        local file = assert(io.open("dump", "wb"))
        file:write(tasklet.dump{sender = t, ch = ch})
        file:close()
        t:kill()
        """
    LOAD = """
        local tasklet = require "tasklet"
        local file = assert(io.open("dump", "rb"))
        local loaded = tasklet.load(file:read("a"))
        file:close()
        greeting = "good evening"
        print(loaded.sender, loaded.sender.blocked, loaded.ch.balance)
        for i = 1, 3 do print(table.concat(loaded.ch:receive(), ", ")) end
        """

    def test_it_goes_on_with_the_globals_there(self):
        self.expect(0, "run", "--ephemeral", self.program(self.DUMP, "dump.lua"))
        os.unlink(self.store.file("dump.lua"))
        done = self.expect(0, "run", "--ephemeral", self.program(self.LOAD, "load.lua"))
        self.assertEqual(done.stdout.splitlines(), [
            "tasklet 2\ttrue\t1",
            "hello x1, hello x2",
            "hello x1, hello x2, good evening x3",
            "hello x1, hello x2, good evening x3, good evening x4",
            "the sender ends"])

    def test_a_loaded_one_is_saved_with_its_new_job(self):
        self.expect(0, "run", "--ephemeral", self.program(self.DUMP, "dump.lua"))
        self.expect(0, "run", "--torture", "1", self.program(self.LOAD, "load.lua"))

    def test_another_file_is_none(self):
        with open(self.store.file("dump"), "wb") as file:
            file.write(b"something else")
        done = self.expect(1, "run", "--ephemeral", self.program(self.LOAD, "load.lua"))
        self.assertIn("cannot load: it is not a dump", done.stderr)


if __name__ == "__main__":
    if not SPORE:
        sys.exit(__doc__)
    unittest.main(verbosity=1)
