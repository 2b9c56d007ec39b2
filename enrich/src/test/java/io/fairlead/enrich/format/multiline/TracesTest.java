// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each language prints of an error that nobody caught is one record; what stands before and behind it is not of it. */
final class TracesTest {
    private static final String BEFORE = "listening on 8080";
    private static final String BEHIND = "stopped";

    @Test
    void java() {
        whole(
                "Exception in thread \"main\" java.lang.RuntimeException: a",
                "\tat com.example.A.b(A.java:1) ~[app.jar:1.0]",
                "\t... 12 common frames omitted",
                "\tSuppressed: java.io.IOException: c",
                "\t\tat com.example.A.c(A.java:2)",
                "Caused by: java.lang.NullPointerException",
                "\tat com.example.A.d(A.java:3)",
                "\t... 1 more");
    }

    @Test
    void dotnet() {
        whole(
                "Unhandled exception. System.InvalidOperationException: a",
                " ---> System.IO.IOException: b",
                "   at Shop.Orders.Load() in /src/Orders.cs:line 7",
                "   --- End of inner exception stack trace ---",
                "   at Shop.Program.Main(String[] args) in /src/Program.cs:line 3");
    }

    @Test
    void go() {
        whole(
                "panic: runtime error: index out of range [3] with length 2 [recovered]",
                "\tpanic: again",
                "",
                "goroutine 7 [running]:",
                "main.(*Shop).load(0xc000012345, {0x1, 0x2})",
                "\t/app/main.go:12 +0x1d",
                "created by main.main in goroutine 1",
                "\t/app/main.go:7 +0x2f",
                "exit status 2");
        whole(
                "fatal error: all goroutines are asleep - deadlock!",
                "",
                "goroutine 1 [chan receive]:",
                "main.main()",
                "\t/x.go:3 +0x31");
    }

    @Test
    void python() {
        whole(
                "Traceback (most recent call last):",
                "  File \"/app/a.py\", line 1, in <module>",
                "    load()",
                "    ~~~~^^",
                "app.errors.NotFound: no such order",
                "",
                "During handling of the above exception, another exception occurred:",
                "",
                "Traceback (most recent call last):",
                "  File \"/app/a.py\", line 3, in <module>",
                "    raise",
                "KeyboardInterrupt");
    }

    @Test
    void ruby() {
        whole(
                "/app/a.rb:5:in `load': undefined method `price' for nil (NoMethodError)",
                "Did you mean?  prize",
                "\tfrom /app/a.rb:9:in `block in run'",
                "\tfrom /app/a.rb:8:in 'each'");
        whole(
                "ActionController::RoutingError (No route matches [GET] \"/x\"):",
                "",
                "app/controllers/a.rb:3:in `index'");
    }

    @Test
    void node() {
        whole(
                "/app/index.js:3",
                "    throw new Error('a');",
                "    ^",
                "",
                "Error: a",
                "    at load (/app/index.js:3:11)",
                "    at Object.<anonymous> (/app/index.js:6:1) {",
                "  code: 'E_A'",
                "}",
                "",
                "Node.js v22.11.0");
        whole("TypeError: a is not a function", "    at load (/app/index.js:3:11)");
        whole("AssertionError [ERR_ASSERTION]: a", "    at load (/app/index.js:3:11)");
    }

    @Test
    void pythonGroups() {
        whole(
                "  + Exception Group Traceback (most recent call last):",
                "  |   File \"/app/a.py\", line 3, in <module>",
                "  | ExceptionGroup: orders (1 sub-exception)",
                "  +-+---------------- 1 ----------------",
                "    | ValueError: a",
                "    +------------------------------------");
        whole("  File \"<stdin>\", line 1", "    a =", "       ^", "SyntaxError: invalid syntax");
    }

    @Test
    void rubyWithTheLineInQuestion() {
        whole(
                "/app/a.rb:5:in 'Shop#load': undefined method 'b' for nil (NoMethodError)",
                "",
                "    a.b",
                "     ^^",
                "\tfrom /app/a.rb:9:in '<main>'");
    }

    @Test
    void nodeWithAPromiseThatNobodyTook() {
        whole(
                "node:internal/process/promises:288",
                "            triggerUncaughtException(err, true /* fromPromise */);",
                "            ^",
                "",
                "[UnhandledPromiseRejection: This error originated in a promise with the reason \"a\".] {",
                "  code: 'ERR_UNHANDLED_REJECTION'",
                "}",
                "",
                "Node.js v22.11.0");
    }

    @Test
    void php() {
        whole(
                "PHP Fatal error:  Uncaught DomainException: a in /app/index.php:3",
                "Stack trace:",
                "#0 /app/index.php(7): load()",
                "#1 {main}",
                "",
                "Next RuntimeException: b in /app/index.php:5",
                "Stack trace:",
                "#0 {main}",
                "  thrown in /app/index.php on line 5");
        whole(
                "[2026-11-22 14:55:00] production.ERROR: a {\"exception\":\"[object] (Error(code: 0): a at /app/a.php:1)",
                "[stacktrace]",
                "#0 /app/b.php(2): load()",
                "#1 {main}",
                "\"}");
    }

    @Test
    void rust() {
        whole(
                "thread 'main' panicked at src/main.rs:7:9:",
                "assertion `left == right` failed",
                "  left: 1",
                " right: 2",
                "stack backtrace:",
                "   0: rust_begin_unwind",
                "             at /rustc/1/library/std/src/panicking.rs:1:5",
                "note: run with `RUST_BACKTRACE=full` for a verbose backtrace.");
        whole("thread '<unnamed>' panicked at 'a', src/main.rs:4:5", "note: run with `RUST_BACKTRACE=1` to see more");
    }

    @Test
    void dotnetLogger() {
        whole(
                "fail: Shop.Orders[13]",
                "      An order could not be read.",
                "      System.IO.IOException: a",
                "         at Shop.Orders.Load() in /src/Orders.cs:line 7");
    }

    @Test
    void ordinaryLinesStayWhatTheyAre() {
        List<String> lines = List.of(
                "2026-11-22 INFO Errors found: none",
                "Error: a single line",
                "panicking is for others",
                "a = b",
                "  indented",
                "",
                "12:00:01 done");
        assertThat(Lines.messages("plain.multiline", lines))
                .isEqualTo(lines.stream().toList());
    }

    private static void whole(String... trace) {
        List<String> lines = new ArrayList<>(List.of(BEFORE));
        lines.addAll(List.of(trace));
        lines.add(BEHIND);
        assertThat(Lines.messages("plain.multiline", lines)).containsExactly(BEFORE, String.join("\n", trace), BEHIND);
    }
}
