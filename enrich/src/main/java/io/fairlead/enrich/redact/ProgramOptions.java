// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.enrich.redact;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which short options of a program lead to a secret. The same letter means something else elsewhere: {@code -p} is a password
 * to mysql, a port to ssh, and neither to mkdir. Sources: the programs' manual pages.
 *
 * @param next options whose next word is secret, or that a secret is attached to where the program allows that
 * @param attached options that a secret is attached to
 * @param user options whose next word is a name and a secret
 * @param divider what stands between the name and the secret
 * @param modes words that the options count behind; none when they always do
 */
record ProgramOptions(List<String> next, List<String> attached, List<String> user, char divider, List<String> modes) {
    private static final ProgramOptions NONE = new ProgramOptions(List.of(), List.of(), List.of(), ':', List.of());
    private static final Map<String, ProgramOptions> PROGRAMS = new HashMap<>();
    private static final int LONGEST_PROGRAM = 31;
    private static final String SUITE = "impacket-";
    private static final String[] SUFFIXES = {".exe", ".py", ".jar", ".cmd", ".bat"};

    /** Lengths of the programs that begin and end with two characters, the first one times 128, a bit each. */
    private static final int[] LENGTHS = new int[128 * 128];

    /** What programs and their suffixes end in. */
    private static final boolean[] LAST = new boolean[128];

    /** Programs whose words, but for options, are values: {@code vault kv put secret/db password=…}. */
    private static final Set<String> STORES = Set.of("vault", "bao");

    /** Programs whose first word is a name, a slash, a secret, and a place: {@code sqlplus scott/tiger@db}. */
    private static final Set<String> ORACLES = Set.of("sqlplus", "expdp", "impdp", "rman", "sqlldr");

    /** Programs that take the name of a setting and, as the next word, its value. */
    private static final Set<String> PAIRS =
            Set.of("rclone", "nmcli", "mysqladmin", "redis-cli", "valkey-cli", "poetry");

    private static final Set<String> REMOTES = Set.of(
            "psexec", "wmiexec", "smbexec", "atexec", "dcomexec", "secretsdump", "getuserspns", "getnpusers", "gettgt");

    private static final Pattern BATCH = Pattern.compile("-[a-zA-Z]{0,8}b[a-zA-Z]{0,8}");
    private static final Set<String> USERS = Set.of("add_user", "change_password", "authenticate_user");

    /** How many words stand behind a program's word until its secret does, itself among them. */
    private static final Map<String, Integer> WORDS = Map.ofEntries(
            Map.entry("nuget setapikey", 1),
            Map.entry("neo4j-admin set-initial-password", 1),
            Map.entry("mc set", 4),
            Map.entry("mc host", 5),
            Map.entry("mc user", 4),
            Map.entry("vault unseal", 1),
            Map.entry("net user", 2),
            Map.entry("consul put", 2),
            Map.entry("ansible-vault encrypt_string", 1),
            Map.entry("glab set", 2),
            Map.entry("rclone obscure", 1),
            Map.entry("pulumi --secret", 2),
            Map.entry("poetry http-basic", 2));

    private static final Set<String> COUNTED = WORDS.keySet().stream()
            .map(words -> words.substring(0, words.indexOf(' ')))
            .collect(Collectors.toUnmodifiableSet());

    /** Programs whose words are looked at one by one. */
    private static final Set<String> TELLING = Stream.of(
                    COUNTED.stream(),
                    Stream.of(ORACLES, REMOTES, PAIRS, STORES).flatMap(Set::stream),
                    Stream.of("kubectl oc htpasswd rabbitmqctl openssl fly flyctl heroku cargo convertto-securestring"
                            .split(" ")))
            .flatMap(programs -> programs)
            .collect(Collectors.toUnmodifiableSet());

    static {
        Arrays.stream(SUFFIXES).forEach(suffix -> LAST[suffix.charAt(suffix.length() - 1)] = true);
        attached(
                "-p",
                "mysql mysqldump mysqladmin mysqlimport mysqlcheck mysqlshow mysqlsh mariadb mariadb-dump mariadb-admin");
        next(
                "-p",
                "mongo mongosh mongodump mongorestore mongoexport mongoimport sshpass cqlsh useradd usermod twine smbmap"
                        + " rdesktop psexec64 paexec hydra medusa cypher-shell rabbitmqadmin beeline poetry ncftp ncftpput"
                        + " ncftpget elasticsearch-users");
        next("-p -H", "crackmapexec netexec nxc evil-winrm");
        next("-p -hashes", String.join(" ", REMOTES));
        next("-p -t", "influx");
        next("-P", "sqlcmd bcp osql tsql zip unzip mosquitto_pub mosquitto_sub ipmitool");
        next("-a", "redis-cli valkey-cli");
        next("-w", "ldapsearch ldapadd ldapmodify ldapdelete ldapwhoami ldapcompare ldapmodrdn");
        add(options("-w -s -a"), "ldappasswd");
        add(options("-s"), "slappasswd");
        add(options("-A -X -c"), "snmpwalk snmpget snmpset snmpbulkwalk");
        add(options("-N -P"), "ssh-keygen");
        add(options("-k -K"), "openssl");
        add(options("-k"), "dotnet nuget");
        add(options("-t"), "doctl flyctl vercel");
        add(options("-pw"), "plink pscp psftp putty");
        add(options("-upw -opw"), "pdftotext pdfinfo pdfimages");
        add(options("/rp /p"), "schtasks");
        add(options("--auth"), "netlify");
        attached("-p -hp", "7z 7za 7zr rar unrar");
        attached("/p:", "xfreerdp wfreerdp");
        add(new ProgramOptions(List.of("-b"), List.of(), words("-u --user -U --proxy-user"), ':', List.of()), "curl");
        user("-a --auth", ':', "http https xh");
        user("-A", ':', "ab");
        user("-id", ':', "nikto");
        user("--auth-cred", ':', "sqlmap");
        user("-auth", ':', "jenkins-cli");
        user("--user", ':', "etcdctl");
        user("-u --user", ':', "ctr");
        user("-U --user", '%', "smbclient rpcclient net");
        user("-u --user", ',', "lftp");
        add(
                new ProgramOptions(
                        List.of("-p"), List.of("-p"), words("--creds --src-creds --dest-creds"), ':', List.of("login")),
                "docker podman nerdctl buildah skopeo helm crane oras regctl oc cargo npm cf cosign notation");
        add(new ProgramOptions(List.of("--auth"), List.of(), List.of("--creds"), ':', List.of()), "crictl");
        add(new ProgramOptions(words("-p --value"), List.of(), List.of(), ':', List.of("login", "secret")), "az");
        add(new ProgramOptions(List.of("--value"), List.of(), List.of(), ':', List.of("put-parameter")), "aws");
        add(new ProgramOptions(words("-b --body"), words("-b"), List.of(), ':', List.of("secret")), "gh");
        add(
                NONE,
                "ssh scp sftp rsync mkdir cp ps nc ncat telnet kill install git tar kubectl vault bao make htpasswd"
                        + " rabbitmqctl neo4j-admin mc consul ansible-vault glab rclone nmcli pulumi fly heroku wrangler"
                        + " gcloud yarn sqlplus expdp impdp rman sqlldr convertto-securestring");
    }

    private static ProgramOptions options(String next) {
        return new ProgramOptions(words(next), List.of(), List.of(), ':', List.of());
    }

    private static void next(String options, String programs) {
        add(new ProgramOptions(words(options), words(options), List.of(), ':', List.of()), programs);
    }

    private static void attached(String options, String programs) {
        add(new ProgramOptions(List.of(), words(options), List.of(), ':', List.of()), programs);
    }

    private static void user(String options, char divider, String programs) {
        add(new ProgramOptions(List.of(), List.of(), words(options), divider, List.of()), programs);
    }

    private static void add(ProgramOptions options, String programs) {
        for (String program : words(programs)) {
            PROGRAMS.put(program, options);
            LAST[program.charAt(program.length() - 1)] = true;
            LENGTHS[program.charAt(0) << 7 | program.charAt(program.length() - 1)] |= 1 << program.length();
        }
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" "));
    }

    /** The options of this program, or null when it is none that is known. */
    static @Nullable ProgramOptions of(String program) {
        return PROGRAMS.get(program);
    }

    /** Whether the word between these places may be a program that is known. */
    static boolean may(String text, int start, int end) {
        char ends = SecretNames.lower(text.charAt(end - 1));
        if (ends >= LAST.length || !LAST[ends]) {
            return false;
        }
        int from = nameStart(text, start, end);
        int to = nameEnd(text, from, end);
        if (from >= to || to - from > LONGEST_PROGRAM) {
            return false;
        }
        char first = SecretNames.lower(text.charAt(from));
        char last = SecretNames.lower(text.charAt(to - 1));
        return first < 128 && last < 128 && (LENGTHS[first << 7 | last] & 1 << to - from) != 0;
    }

    /** The program that a word names: without its path, as Windows writes it too, its suffix, and in small letters. */
    static String name(String word) {
        int from = nameStart(word, 0, word.length());
        return word.substring(from, nameEnd(word, from, word.length())).toLowerCase(Locale.ROOT);
    }

    private static int nameStart(String text, int start, int end) {
        for (int i = end - 1; i >= start; i--) {
            char c = text.charAt(i);
            if (c == '/' || c == ',' || c == '\\') {
                return i + 1;
            }
        }
        return text.startsWith(SUITE, start) ? start + SUITE.length() : start;
    }

    private static int nameEnd(String text, int from, int end) {
        boolean dotted = end - from > 4 && (text.charAt(end - 4) == '.' || text.charAt(end - 3) == '.');
        for (int i = 0; dotted && i < SUFFIXES.length; i++) {
            int shorter = end - SUFFIXES[i].length();
            if (text.regionMatches(true, shorter, SUFFIXES[i], 0, SUFFIXES[i].length())) {
                return shorter;
            }
        }
        return end;
    }

    /** Whether the program's first word holds a secret behind a slash. */
    static boolean oracle(String program) {
        return ORACLES.contains(program);
    }

    /** Whether the program's words name what it works on as {@code domain/user:secret@host}. */
    static boolean remote(String program) {
        return REMOTES.contains(program);
    }

    /** Whether a word of the program may name a setting whose value is the next word. */
    static boolean pairs(String program) {
        return PAIRS.contains(program);
    }

    /** Whether the options count behind this word. */
    boolean mode(String word) {
        return modes.contains(word);
    }

    /** Whether the program's words are values. */
    static boolean store(String program) {
        return STORES.contains(program);
    }

    /** Whether words of this program tell something that are neither options nor assignments. */
    static boolean tells(String program, ProgramOptions options) {
        return TELLING.contains(program) || !options.modes.isEmpty();
    }

    /**
     * How many words, options left out, stand behind this word of this program until a secret does, itself among them; 0 when
     * none does: {@code htpasswd -b FILE USER PASSWORD}, {@code rabbitmqctl add_user USER PASSWORD}.
     */
    static int wordsToSecret(String program, String word) {
        if (program.equals("htpasswd") && BATCH.matcher(word).matches()) {
            return word.indexOf('n') > 0 ? 2 : 3;
        }
        if (program.equals("rabbitmqctl")) {
            return USERS.contains(word) ? 2 : 0;
        }
        if (!COUNTED.contains(program)) {
            return 0;
        }
        String name = program.equals("poetry") && word.startsWith("http-basic.") ? "http-basic" : word;
        return WORDS.getOrDefault(program + " " + name, 0);
    }

    /** Whether all words of this program behind this one, options left out, are secret: {@code redis-cli AUTH …}. */
    static boolean restIsSecret(String program, String word) {
        return program.equals("openssl") && word.equals("passwd")
                || program.equals("redis-cli") && word.equalsIgnoreCase("auth");
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
