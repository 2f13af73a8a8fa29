#!/usr/bin/env python3
"""spore export and spore import from outside: there and back, bad input, death.

    test_moving.py SPORE [unittest options]"""

import os
import pty
import resource
import signal
import subprocess
import sys
import unittest

from test_cli import SPORE, Case

STEPS = 6
# A checkpoint after each step. Its state: tables, code that was made, a coroutine.
PROGRAM = """
    local job = require "job"
    local words = setmetatable({}, {__index = table})
    local more = coroutine.wrap(function() for i = 1, 100 do coroutine.yield(i * i) end end)
    for step = 1, 6 do
        words:insert(("word %d "):format(step):rep(30))
        local f = assert(load("return function(x) return x * " .. step .. " end"))()
        words[-step] = f
        for i = 1, 200 do words[step .. "." .. i] = {i, step} end
        job.checkpoint()
        print(step, more(), #words:concat(), words[-1](7) + words[-step](7))
    end
    """


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Moving(Case):
    def setUp(self):
        super().setUp()
        self.elsewhere = self.store.file("elsewhere")
        self.expected = self.expect(
            0, "run", "--job", "a", self.program(PROGRAM)).stdout.splitlines()

    def export(self, snapshot, name="exported", store=None):
        self.expect(0, "export", *(["--store", store] if store else []), snapshot, "-o",
                    name)
        return read(self.store.file(name))

    def there(self, code, verb, *words):
        return self.expect(code, verb, "--store", self.elsewhere, *words)

    def refuse_there(self, code, *words):
        """One line, and no job."""
        text = self.refuse(code, "import", "--store", self.elsewhere, *words)
        self.expect_no_job()
        return text

    def expect_no_job(self):
        if os.path.exists(self.elsewhere):
            self.assertEqual(self.there(0, "ls", "--json").stdout, "[]\n")

    def write(self, content, name="bad"):
        with open(self.store.file(name), "wb") as file:
            file.write(content)
        return name

    def popen(self, *words, extra=None, **options):
        process = subprocess.Popen([SPORE, *words], env=self.store.environment(extra),
                                   cwd=self.store.scratch.name, **options)
        self.addCleanup(self.end, process)
        return process

    @staticmethod
    def end(process):
        if process.poll() is None:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream:
                stream.close()


class ThereAndBack(Moving):
    def test_it_goes_on_in_another_store(self):
        self.export("a@4")
        self.assertEqual(self.there(0, "import", "exported").stdout, "a@1\n")
        self.assertEqual(self.there(0, "ls", "--json").stdout.count('"saved"'), 1)
        done = self.there(0, "resume", "a")
        self.assertEqual(done.stdout.splitlines(), self.expected[3:])

    def test_each_snapshot_goes_on(self):
        for number in range(1, STEPS + 1):
            self.export(f"a@{number}")
            self.there(0, "import", "exported", "--as", f"b{number}")
            done = self.there(0, "resume", f"b{number}")
            self.assertEqual(done.stdout.splitlines(), self.expected[number - 1:])

    def test_it_is_saved_and_moved_again(self):
        self.export("a@1")
        self.there(0, "import", "exported")
        self.there(0, "resume", "a")
        self.export("a@3", "again", self.elsewhere)
        self.expect(0, "import", "again", "--as", "c")
        done = self.expect(0, "resume", "c")
        self.assertEqual(done.stdout.splitlines(), self.expected[2:])

    def test_pipes(self):
        out = self.popen("export", "a@2", "-o", "-", stdin=subprocess.DEVNULL,
                         stdout=subprocess.PIPE)
        into = self.popen("import", "--store", self.elsewhere, "-", stdin=out.stdout,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out.stdout.close()
        self.assertEqual(into.communicate(), (b"a@1\n", b""))
        self.assertEqual((out.wait(), into.returncode), (0, 0))

    def test_a_running_job_is_exported(self):
        process = self.spin()
        self.expect(0, "checkpoint", "spin")
        self.export("spin")
        self.assertIsNone(process.poll())
        self.there(0, "import", "exported")
        self.there(0, "ps", "spin")

    def test_the_same_snapshot_gives_the_same_bytes(self):
        first = self.export("a@5")
        self.assertEqual(first, self.export("a@5"))
        self.assertNotEqual(first, self.export("a@4"))
        self.assertEqual(first, self.export("a@-1"))
        self.write(first, "exported")
        self.there(0, "import", "exported")
        self.assertEqual(first, self.export("a", "again", self.elsewhere))
        self.there(0, "import", "exported", "--as", "b")
        renamed = self.export("b", "renamed", self.elsewhere)
        self.assertNotEqual(first, renamed)
        back = self.store.file("back")
        self.expect(0, "import", "--store", back, "renamed", "--as", "a")
        self.assertEqual(first, self.export("a", "again", back))

    def test_an_ended_job_is_noted(self):
        for verb, *rest in (("export", "-o", "exported"), ("doctor",)):
            done = self.expect(0, verb, "a", *rest)
            self.assertRegex(done.stderr,
                             r"\Aspore: a has ended already, with code 0[^\n]+\n\Z")
            self.assertEqual(self.expect(0, verb, "a@6", *rest).stderr, "")

    def test_files_that_go_on_here_are_not_cut(self):
        self.expect(0, "run", "--job", "writer", self.program("""
            local file = assert(io.open("written", "w"))
            for i = 1, 3 do
                file:write("line ", i, "\\n")
                require "job".checkpoint()
            end
            """))
        self.export("writer@1")
        self.there(0, "import", "exported")
        done = self.there(80, "resume", "writer")
        self.assertIn("was written to since", done.stderr)
        self.assertEqual(read(self.store.file("written")), b"line 1\nline 2\nline 3\n")
        self.there(0, "resume", "--files", "append", "writer")
        self.assertEqual(read(self.store.file("written")),
                         b"line 1\nline 2\nline 3\nline 2\nline 3\n")


class Refusals(Moving):
    def test_names(self):
        self.export("a@2")
        self.assertIn("there is a job a already", self.refuse(73, "import", "exported"))
        self.refuse_there(64, "exported", "--as", "a/b")
        self.refuse_there(64, "exported", "--as", "")
        self.spin("b")
        self.assertIn("run by another process",
                      self.refuse(75, "import", "exported", "--as", "b"))

    def test_words(self):
        self.refuse(64, "export", "-o", "out")
        self.refuse(64, "export", "a")
        self.refuse(64, "export", "a", "b", "-o", "out")
        self.refuse(64, "export", "a/b", "-o", "out")
        self.refuse(64, "import")
        self.refuse(64, "import", "a", "b")

    def test_nothing_to_export(self):
        self.refuse(66, "export", "b", "-o", "out")
        self.refuse(66, "export", "a@7", "-o", "out")
        self.refuse(66, "export", "--store", self.elsewhere, "a", "-o", "out")
        self.assertFalse(os.path.exists(self.store.file("out")))

    def test_files_that_are_none(self):
        self.refuse_there(66, "nothing")
        self.refuse_there(74, self.store.path)
        self.expect(0, "compile", "program.lua", "-o", "code")
        for name in ("code", "program.lua", self.write(b""), "/dev/null"):
            self.assertIn("is not an exported job", self.refuse_there(65, name))

    def test_damage(self):
        whole = self.export("a@6")
        places = [*range(0, len(whole), 1777), *range(len(whole) - 60, len(whole))]
        for at in places:
            self.refuse_there(65, self.write(whole[:at]))
            if at < 7:
                continue
            flipped = whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1:]
            self.assertIn("bad is damaged: part", self.refuse_there(65, self.write(flipped)))
        self.assertIn("something follows", self.refuse_there(65, self.write(whole + b"\n")))
        self.assertIn("is not all there", self.refuse_there(65, self.write(whole[:-1])))
        self.there(0, "import", self.write(whole))

    def test_a_newer_version_is_told(self):
        whole = self.export("a@1")
        text = self.refuse_there(76, self.write(whole[:6] + b"\2" + whole[7:]))
        self.assertIn("newer version", text)

    def test_terminals(self):
        main, side = pty.openpty()
        out = self.popen("export", "a", "-o", "-", stdout=side, stdin=side,
                         stderr=subprocess.PIPE)
        self.assertIn(b"a terminal", out.communicate()[1])
        into = self.popen("import", "-", stdin=side, stderr=subprocess.PIPE)
        self.assertIn(b"a terminal", into.communicate()[1])
        self.assertEqual((out.returncode, into.returncode), (64, 64))
        os.close(main)
        os.close(side)


class Writing(Moving):
    def files(self):
        return sorted(os.listdir(self.store.scratch.name))

    def refuse_export(self, code, *words, **options):
        out = self.popen("export", "a@6", *words, stdin=subprocess.DEVNULL,
                         stderr=subprocess.PIPE, text=True, **options)
        text = out.communicate()[1]
        self.assertEqual(out.returncode, code)
        return text

    def test_a_full_disk(self):
        text = self.refuse_export(74, "-o", "/dev/full")
        self.assertEqual(text, "spore: export: cannot write /dev/full: "
                               "No space left on device\n")

    def test_a_reader_that_goes_away(self):
        reader, writer = os.pipe()
        os.close(reader)
        text = self.refuse_export(74, "-o", "-", stdout=writer)
        os.close(writer)
        self.assertEqual(text, "spore: export: cannot write stdout: Broken pipe\n")

    def test_a_folder_that_is_none(self):
        self.assertIn("nowhere/out", self.refuse_export(74, "-o", "nowhere/out"))
        self.assertIn("directory", self.refuse_export(74, "-o", "."))

    def test_a_file_is_written_whole_or_stays(self):
        self.write(b"before", "out")
        before = self.files()

        def limit(handler):
            def act():
                signal.signal(signal.SIGXFSZ, handler)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
                resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
            return act

        text = self.refuse_export(74, "-o", "out", preexec_fn=limit(signal.SIG_IGN))
        self.assertEqual(text, "spore: export: cannot write out: File too large\n")
        self.assertEqual(self.files(), before)
        self.refuse_export(-signal.SIGXFSZ, "-o", "out", preexec_fn=limit(signal.SIG_DFL))
        self.assertEqual(read(self.store.file("out")), b"before")
        whole = self.export("a@6", "out")
        self.assertEqual(whole, self.export("a@6", "another"))


class Death(Moving):
    def test_an_import_that_is_killed_while_it_reads(self):
        whole = self.export("a@6")
        for part in (0, 5000, len(whole) - 1, len(whole)):
            into = self.popen("import", "--store", self.elsewhere, "-",
                              stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
            into.stdin.write(whole[:part])
            into.stdin.flush()
            self.wait_until("the store is there", lambda: os.path.exists(self.elsewhere))
            into.kill()
            into.wait()
            if os.path.exists(os.path.join(self.elsewhere, "data.mdb")):
                self.expect_no_job()
        self.assertEqual(self.there(0, "import", "exported").stdout, "a@1\n")
        self.there(0, "resume", "a")

    def test_an_import_that_is_killed_while_it_writes(self):
        self.export("a@6")
        for fault in ("STORE_BEGIN", "STORE_PUT_CODE", "STORE_PUT_SEGMENT:3",
                      "STORE_PUT_MANIFEST", "STORE_PUT_JOB", "STORE_COMMIT"):
            into = self.popen("import", "--store", self.elsewhere, "exported",
                              extra={"SPORE_FAULT": fault}, stdout=subprocess.DEVNULL)
            if into.wait() == 0:
                self.skipTest("the build has no fault points")
            self.assertEqual(into.returncode, -signal.SIGKILL)
            self.expect_no_job()
        self.there(0, "import", "exported")
        done = self.there(0, "resume", "a")
        self.assertEqual(done.stdout.splitlines(), self.expected[5:])


if __name__ == "__main__":
    if not SPORE:
        sys.exit(__doc__)
    unittest.main(verbosity=1)
