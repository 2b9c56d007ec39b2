// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.multiline;

import com.google.re2j.Pattern;

/**
 * Which lines belong to the line before them: stack traces of the JVM, .NET, Node.js, Go, Python, Ruby, PHP and Rust as these print
 * what nobody caught, and lines that end with a backslash. Source: the languages' own documentation of uncaught errors.
 */
final class Traces {
    private static final Pattern THROWN =
            Pattern.compile("(?:^|[\\s:\\]\"(])[\\w.$]*(?:Exception|Error|Throwable)(?: \\[\\w+\\])?(?::|$)");
    private static final Pattern RUBY_FRAME = Pattern.compile("^\\s*(?:\\d+: )?(?:from )?\\S+:\\d+:in [`'].*");
    private static final Pattern NODE_SOURCE = Pattern.compile("^(?:/|file://|node:|[A-Za-z]:\\\\)\\S*:\\d+$");
    private static final Pattern PYTHON_END = Pattern.compile("^[A-Za-z_][\\w.]*(?:: .*|:)?$");
    private static final Pattern REGISTER = Pattern.compile("^[a-z]\\w{1,6} +0x[0-9a-f]+$");
    private static final String GROUP = "Exception Group Traceback (most recent call last):";
    private static final String TRACEBACK = "Traceback (most recent call last):";

    private Traces() {}

    /** What has been seen of something that goes over several lines. */
    enum Kind {
        /** Nothing that goes on. */
        NONE,
        /** Something whose last line has been seen. */
        LAST,
        JVM,
        NODE,
        NODE_PROPERTIES,
        GO,
        PYTHON,
        PYTHON_END,
        PYTHON_GAP,
        PYTHON_GROUP,
        RUBY,
        PHP,
        RUST_MESSAGE,
        RUST,
        DOTNET_LOG,
        /** A line that ends with a backslash. */
        CONTINUED,
        /** Lines up to the next that looks like a first one, where the source says what those look like. */
        TOLD
    }

    /** What begins with this line. */
    static Kind opened(String line) {
        if (line.contains(GROUP)) {
            return Kind.PYTHON_GROUP;
        } else if (line.contains(TRACEBACK) || line.startsWith("  File \"") && line.contains("\", line ")) {
            return Kind.PYTHON;
        } else if (opensGo(line)) {
            return Kind.GO;
        }
        Kind other = OtherTraces.opened(line);
        if (other != Kind.NONE) {
            return other;
        } else if (line.endsWith("):") && line.contains("Error (")
                || RUBY_FRAME.matcher(line).matches()) {
            return Kind.RUBY;
        } else if (isFrame(line) || mayThrow(line) && THROWN.matcher(line).find()) {
            return Kind.JVM;
        } else if (endsWithNumber(line) && NODE_SOURCE.matcher(line).matches()) {
            return Kind.NODE;
        }
        return line.endsWith("\\") ? Kind.CONTINUED : Kind.NONE;
    }

    /** What the lines so far become with this one; {@link Kind#NONE} when it does not belong to them. */
    static Kind next(Kind kind, String line) {
        return switch (kind) {
            case NONE, LAST -> Kind.NONE;
            case JVM -> jvm(line);
            case NODE -> node(line);
            case NODE_PROPERTIES ->
                line.equals("}") ? Kind.NODE : line.startsWith(" ") ? Kind.NODE_PROPERTIES : node(line);
            case GO -> go(line);
            case PYTHON -> python(line);
            case PYTHON_END, PYTHON_GAP -> afterPython(line);
            case RUBY -> ruby(line);
            case PYTHON_GROUP -> isOfGroup(line) ? Kind.PYTHON_GROUP : Kind.NONE;
            case PHP -> OtherTraces.php(line);
            case RUST_MESSAGE -> Kind.RUST;
            case RUST -> OtherTraces.rust(line);
            case DOTNET_LOG -> line.startsWith(OtherTraces.INDENT) ? Kind.DOTNET_LOG : Kind.NONE;
            case CONTINUED -> line.endsWith("\\") ? Kind.CONTINUED : Kind.LAST;
            case TOLD -> Kind.TOLD;
        };
    }

    private static boolean mayThrow(String line) {
        return line.contains("Exception") || line.contains("Error") || line.contains("Throwable");
    }

    private static boolean endsWithNumber(String line) {
        return !line.isEmpty() && Character.isDigit(line.charAt(line.length() - 1));
    }

    private static boolean isFrame(String line) {
        String stripped = line.stripLeading();
        return stripped.length() < line.length() && stripped.startsWith("at ") || stripped.startsWith("Caused by: ");
    }

    private static Kind jvm(String line) {
        String stripped = line.strip();
        if (isFrame(line)) {
            return line.endsWith(" {") ? Kind.NODE_PROPERTIES : Kind.JVM;
        }
        boolean more = stripped.startsWith("... ") && (stripped.endsWith(" more") || stripped.endsWith("omitted"));
        boolean belongs = more
                || stripped.startsWith("Suppressed: ")
                || stripped.startsWith("[CIRCULAR REFERENCE")
                || stripped.startsWith("--- End of ")
                || stripped.startsWith("---> ");
        return belongs ? Kind.JVM : Kind.NONE;
    }

    private static Kind node(String line) {
        if (line.startsWith("Node.js v")) {
            return Kind.LAST;
        } else if (line.endsWith(" {") && (isFrame(line) || line.startsWith("["))) {
            return Kind.NODE_PROPERTIES;
        }
        boolean belongs = line.isBlank()
                || Character.isWhitespace(line.charAt(0))
                || line.startsWith("throw ")
                || line.equals("}")
                || mayThrow(line) && THROWN.matcher(line).find();
        return belongs ? Kind.NODE : Kind.NONE;
    }

    private static boolean opensGo(String line) {
        return line.startsWith("panic: ")
                || line.startsWith("fatal error: ")
                || line.contains("http: panic serving ")
                || line.startsWith("unexpected fault address ")
                || line.startsWith("SIG") && line.contains("PC=0x")
                || line.startsWith("runtime: goroutine stack exceeds")
                || line.startsWith("goroutine ") && line.endsWith("]:");
    }

    private static Kind go(String line) {
        int bracket = line.indexOf('(');
        int space = line.indexOf(' ');
        boolean call = line.endsWith(")") && bracket > 0 && (space < 0 || space > bracket);
        boolean belongs = line.isBlank()
                || Character.isWhitespace(line.charAt(0))
                || call
                || opensGo(line)
                || line.startsWith("[signal ")
                || line.startsWith("created by ")
                || line.startsWith("goroutine ")
                || line.startsWith("runtime stack:")
                || line.startsWith("runtime: ")
                || line.startsWith("stack: frame=")
                || line.startsWith("exit status ")
                || line.startsWith("...")
                || REGISTER.matcher(line).matches();
        return belongs ? Kind.GO : Kind.NONE;
    }

    private static Kind python(String line) {
        if (line.isBlank()) {
            return Kind.NONE;
        } else if (Character.isWhitespace(line.charAt(0)) || line.contains(TRACEBACK)) {
            return Kind.PYTHON;
        }
        return PYTHON_END.matcher(line).matches() ? Kind.PYTHON_END : Kind.NONE;
    }

    /** What belongs to a group stands behind a line that leads down. */
    private static boolean isOfGroup(String line) {
        String stripped = line.stripLeading();
        return stripped.startsWith("|") || stripped.startsWith("+-");
    }

    /** One exception may follow another, behind a blank line and a sentence. */
    private static Kind afterPython(String line) {
        if (line.contains(TRACEBACK)) {
            return Kind.PYTHON;
        }
        boolean gap = line.isBlank()
                || line.startsWith("During handling of the above exception")
                || line.startsWith("The above exception was the direct cause");
        return gap ? Kind.PYTHON_GAP : Kind.NONE;
    }

    private static Kind ruby(String line) {
        boolean belongs = line.isBlank()
                || RUBY_FRAME.matcher(line).matches()
                || Character.isWhitespace(line.charAt(0))
                || line.startsWith("Did you mean?");
        return belongs ? Kind.RUBY : Kind.NONE;
    }
}
