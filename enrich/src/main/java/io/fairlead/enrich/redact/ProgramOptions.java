// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which short options of a program lead to a secret. The same letter means something else elsewhere: {@code -p} is a password
 * to mysql, a port to ssh, and neither to mkdir. Sources: the programs' manual pages.
 *
 * @param next options whose next word is secret, or that a secret is attached to where the program allows that
 * @param attached options that a secret is attached to
 * @param user options whose next word is a name and a secret
 * @param divider what stands between the name and the secret
 * @param login whether the options count only behind the command login
 */
record ProgramOptions(List<String> next, List<String> attached, List<String> user, char divider, boolean login) {
    private static final ProgramOptions NONE = new ProgramOptions(List.of(), List.of(), List.of(), ':', false);
    private static final Map<String, ProgramOptions> PROGRAMS = new HashMap<>();
    private static final int LONGEST_PROGRAM = 31;

    /** Lengths of the programs that begin with a letter, a bit each. */
    private static final int[] LENGTHS = new int[128];

    /** Programs whose words, but for options, are values: {@code vault kv put secret/db password=…}. */
    private static final Set<String> STORES = Set.of("vault", "bao");

    private static final Pattern BATCH = Pattern.compile("-[a-zA-Z]{0,8}b[a-zA-Z]{0,8}");
    private static final Set<String> USERS = Set.of("add_user", "change_password", "authenticate_user");

    static {
        attached(
                "-p",
                "mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mysqlsh mariadb mariadb-dump mariadb-admin");
        next(
                "-p",
                "mongo mongosh mongodump mongorestore mongoexport mongoimport sshpass cqlsh useradd usermod twine smbmap"
                        + " crackmapexec netexec rdesktop influx");
        next("-P", "sqlcmd bcp osql tsql zip unzip mosquitto_pub mosquitto_sub ipmitool");
        next("-a", "redis-cli valkey-cli");
        next("-w", "ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn");
        add(new ProgramOptions(List.of("-w", "-s", "-a"), List.of(), List.of(), ':', false), "ldappasswd");
        add(
                new ProgramOptions(List.of("-A", "-X"), List.of(), List.of(), ':', false),
                "snmpwalk snmpget snmpset snmpbulkwalk");
        add(new ProgramOptions(List.of("-N", "-P"), List.of(), List.of(), ':', false), "ssh-keygen");
        add(new ProgramOptions(List.of("-k", "-K"), List.of(), List.of(), ':', false), "openssl");
        add(new ProgramOptions(List.of("-t"), List.of(), List.of(), ':', false), "doctl flyctl");
        attached("-p -hp", "7z 7za 7zr rar unrar");
        add(new ProgramOptions(List.of("-b"), List.of(), words("-u --user -U --proxy-user"), ':', false), "curl");
        user("-a --auth", ':', "http https xh");
        user("--user", ':', "etcdctl");
        user("-U --user", '%', "smbclient rpcclient net");
        user("-u --user", ',', "lftp");
        ProgramOptions login = new ProgramOptions(List.of("-p"), List.of(), List.of(), ':', true);
        add(login, "docker podman nerdctl buildah skopeo helm crane oras regctl az oc cargo npm cf");
        add(
                NONE,
                "ssh scp sftp rsync mkdir cp ps nc ncat telnet kill install git tar kubectl vault bao sqlplus xfreerdp make"
                        + " htpasswd rabbitmqctl");
    }

    private static void next(String options, String programs) {
        add(new ProgramOptions(words(options), words(options), List.of(), ':', false), programs);
    }

    private static void attached(String options, String programs) {
        add(new ProgramOptions(List.of(), words(options), List.of(), ':', false), programs);
    }

    private static void user(String options, char divider, String programs) {
        add(new ProgramOptions(List.of(), List.of(), words(options), divider, false), programs);
    }

    private static void add(ProgramOptions options, String programs) {
        for (String program : words(programs)) {
            PROGRAMS.put(program, options);
            LENGTHS[program.charAt(0)] |= 1 << program.length();
        }
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }

    /** The options of this program, or null when it is none that is known. */
    static @Nullable ProgramOptions of(String program) {
        return PROGRAMS.get(program);
    }

    /** Whether what stands between these places may be a program that is known. */
    static boolean may(String text, int from, int to) {
        int length = to - from;
        return length > 0
                && length <= LONGEST_PROGRAM
                && text.charAt(from) < 128
                && (LENGTHS[text.charAt(from)] & 1 << length) != 0;
    }

    /** Whether the program's words are values. */
    static boolean store(String program) {
        return STORES.contains(program);
    }

    /**
     * How many words, options left out, stand behind this word of this program until a secret does, itself among them; 0 when
     * none does: {@code htpasswd -b FILE USER PASSWORD}, {@code rabbitmqctl add_user USER PASSWORD}.
     */
    static int wordsToSecret(String program, String word) {
        if (program.equals("htpasswd") && BATCH.matcher(word).matches()) {
            return word.indexOf('n') > 0 ? 2 : 3;
        }
        return program.equals("rabbitmqctl") && USERS.contains(word) ? 2 : 0;
    }

    /** Where the secret begins in an option with a secret attached, or -1. */
    int attachedFrom(String word) {
        for (String option : attached) {
            if (word.length() > option.length() && word.startsWith(option)) {
                return option.length();
            }
        }
        for (String option : user) {
            int colon = option.length() == 2 && word.startsWith(option) ? word.indexOf(divider, 3) : -1;
            if (colon > 0 && colon + 1 < word.length()) {
                return colon + 1;
            }
        }
        return -1;
    }
}
