// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.format.auditd;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What system calls mean. */
final class CallMeanings {
    private static final Meaning ANY = Meaning.of("", List.of("process"), "info");
    private static final Map<String, Meaning> MEANINGS = new HashMap<>();

    /** Setting the clock: system calls and the records that go with them. */
    static final Meaning TIME =
            Meaning.of("changed-system-time", List.of("host"), "change").on("system");

    /** Loading a kernel module. */
    static final Meaning MODULE = Meaning.of("loaded-kernel-module", List.of("driver"), "start")
            .on("file")
            .named("name");

    static {
        file("creation", "opened-file", "creat");
        file("change", "opened-file", "fallocate", "truncate", "ftruncate");
        file("info", "opened-file", "open", "openat", "openat2", "readlink", "readlinkat");
        file("info", "read-file", "read");
        file("change", "wrote-to-file", "write");
        file("change", "changed-file-attributes-of", "setxattr", "fsetxattr", "lsetxattr", "removexattr");
        file("change", "changed-file-attributes-of", "fremovexattr", "lremovexattr");
        file("change", "changed-file-permissions-of", "chmod", "fchmod", "fchmodat", "fchmodat2");
        file("change", "changed-file-ownership-of", "chown", "fchown", "fchownat", "lchown");
        file("info", "checked-metadata-of", "access", "faccessat", "faccessat2", "fstatat", "newfstatat", "stat");
        file("info", "checked-metadata-of", "stat64", "fstat", "lstat", "statx", "getxattr", "lgetxattr", "fgetxattr");
        file("creation", "symlinked", "symlink", "symlinkat");
        file("deletion", "deleted", "rmdir", "unlink", "unlinkat");
        file("info", "changed-timestamp-of", "utime", "utimes", "futimesat", "futimens", "utimensat");
        file("creation", "make-device", "mknod", "mknodat");
        put(file("created-directory", "creation").path(1), "mkdir", "mkdirat");
        put(file("renamed", "change").path(2), "rename", "renameat", "renameat2");
        put(file("mounted", "creation").on("filesystem").path(1), "mount");
        put(file("unmounted", "deletion").on("filesystem"), "umount", "umount2");
        put(file("checked-filesystem-metadata-of", "info").on("filesystem"), "statfs", "fstatfs");
        put(MODULE, "init_module", "finit_module");
        put(Meaning.of("unloaded-kernel-module", List.of("driver"), "end").on("file"), "delete_module");
        put(Meaning.of("executed", List.of("process"), "start").on("file"), "execve", "execveat");
        put(socket("listen-for-connections", "start"), "listen");
        put(socket("accepted-connection-from", "connection", "start"), "accept", "accept4");
        put(socket("bound-socket", "start"), "bind");
        put(socket("connected-to", "connection", "start"), "connect");
        put(socket("received-from", "connection", "info"), "recv", "recvfrom", "recvmsg", "recvmmsg");
        put(socket("sent-to", "connection", "info"), "send", "sendto", "sendmsg", "sendmmsg");
        put(Meaning.of("killed-pid", List.of("process"), "end").on("process"), "kill", "tkill", "tgkill");
        put(
                Meaning.of("changed-identity-of", List.of("process"), "change")
                        .on("process")
                        .how("syscall"),
                "setuid",
                "seteuid",
                "setfsuid",
                "setreuid",
                "setgid",
                "setegid",
                "setfsgid",
                "setregid",
                "setresuid",
                "setresgid");
        put(
                Meaning.of("adjusted-scheduling-policy-of", List.of("process"), "change")
                        .on("process")
                        .how("syscall"),
                "sched_setparam",
                "sched_setscheduler",
                "sched_setattr");
        put(TIME, "settimeofday", "clock_settime", "stime", "adjtimex", "clock_adjtime");
        put(Meaning.of("changed-system-name", List.of("host"), "change").on("system"), "sethostname", "setdomainname");
        put(Meaning.of("allocated-memory", List.of("process"), "info").on("memory"), "mmap", "mmap2", "brk");
    }

    private CallMeanings() {}

    /** What the call means: at least that a process did something. */
    static Meaning of(String call) {
        return MEANINGS.getOrDefault(call, ANY);
    }

    private static Meaning file(String action, String type) {
        return Meaning.of(action, List.of("file"), type).on("file");
    }

    private static void file(String type, String action, String... calls) {
        put(file(action, type), calls);
    }

    private static Meaning socket(String action, String... types) {
        return Meaning.of(action, List.of("network"), types).on("socket");
    }

    private static void put(Meaning meaning, String... calls) {
        for (String call : calls) {
            MEANINGS.put(call, meaning);
        }
    }
}
