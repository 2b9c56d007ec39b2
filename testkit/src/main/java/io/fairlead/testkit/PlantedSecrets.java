// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Secrets of every kind that logs are known to hold, none of them real, in words that they stand in there. */
public final class PlantedSecrets {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String LETTERS = UPPER + LOWER + DIGITS;
    private static final String HEX = "0123456789abcdef";
    private static final String SYMBOLS = LETTERS + "!#^*_.~-";

    private final Random random;
    private final List<Planted> texts = new ArrayList<>();
    private final List<Planted> trees = new ArrayList<>();

    private PlantedSecrets(Random random) {
        this.random = random;
    }

    /**
     * A secret and what it stands in.
     *
     * @param kind what it is
     * @param phrase a text that a log may hold, or a JSON value
     * @param secret what must not be found
     */
    public record Planted(String kind, String phrase, String secret) {}

    /** One of each kind, in texts. */
    public static List<Planted> texts(Random random) {
        PlantedSecrets all = new PlantedSecrets(random);
        all.tokens();
        all.names();
        all.headers();
        all.addresses();
        all.commands();
        all.blocks();
        return List.copyOf(all.texts);
    }

    /** One of each kind that only the shape of JSON tells. */
    public static List<Planted> trees(Random random) {
        PlantedSecrets all = new PlantedSecrets(random);
        all.objects();
        return List.copyOf(all.trees);
    }

    private void tokens() {
        token("aws access key", "AKIA" + of(UPPER + DIGITS, 16));
        token("aws session key", "ASIA" + of(UPPER + DIGITS, 16));
        token("google api key", "AIza" + of(LETTERS, 35));
        token("google access token", "ya29." + of(LETTERS, 60));
        token("google client secret", "GOCSPX-" + of(LETTERS, 28));
        token("azure client secret", of(LETTERS, 3) + "8Q~" + of(LETTERS, 34));
        token("github token", "ghp_" + of(LETTERS, 36));
        token("github fine-grained token", "github_pat_" + of(LETTERS, 22) + "_" + of(LETTERS, 59));
        token("gitlab token", "glpat-" + of(LETTERS, 20));
        token("gitlab runner token", "glrt-" + of(LETTERS, 20));
        token("slack token", "xoxb-" + of(DIGITS, 12) + "-" + of(DIGITS, 12) + "-" + of(LETTERS, 24));
        token("stripe key", "sk_live_" + of(LETTERS, 24));
        token("sendgrid key", "SG." + of(LETTERS, 22) + "." + of(LETTERS, 43));
        token("twilio key", "SK" + of(HEX, 32));
        token("npm token", "npm_" + of(LETTERS, 36));
        token("pypi token", "pypi-AgEIcHlwaS5vcmc" + of(LETTERS, 60));
        token("docker token", "dckr_pat_" + of(LETTERS, 27));
        token("vault token", "hvs." + of(LETTERS, 24));
        token("old vault token", "s." + of(LETTERS, 24));
        token("digitalocean token", "dop_v1_" + of(HEX, 64));
        token("grafana token", "glsa_" + of(LETTERS, 32) + "_" + of(HEX, 8));
        token("hugging face token", "hf_" + of(LETTERS, 34));
        token("openai key", "sk-proj-" + of(LETTERS, 40));
        token("anthropic key", "sk-ant-api03-" + of(LETTERS, 60));
        token("databricks token", "dapi" + of(HEX, 32));
        token("shopify token", "shpat_" + of(HEX, 32));
        token("postman key", "PMAK-" + of(HEX, 24) + "-" + of(HEX, 34));
        token("telegram token", of("123456789", 9) + ":AA" + of(LETTERS, 33));
        token("terraform token", of(LETTERS, 14) + ".atlasv1." + of(LETTERS, 60));
        token("age key", "AGE-SECRET-KEY-1" + of(UPPER + DIGITS, 58));
        token("tailscale key", "tskey-auth-" + of(LETTERS, 12) + "-" + of(LETTERS, 32));
        token("new relic key", "NRAK-" + of(UPPER + DIGITS, 27));
        token("bootstrap token", of(LOWER + DIGITS, 6) + "." + of(LOWER, 8) + of(DIGITS, 8));
        token("rancher token", "token-" + of(LOWER, 5) + ":" + of(LOWER + DIGITS, 54));
        token("swarm token", "SWMTKN-1-" + of(LOWER + DIGITS, 50) + "-" + of(LOWER + DIGITS, 25));
        token("openshift token", "sha256~" + of(LETTERS, 43));
        token("eks token", "k8s-aws-v1." + of(LETTERS, 300));
        token("windows hashes", of(HEX, 32) + ":" + of(HEX, 32));
        token("json web token", jwt());
        token("password hash", "$6$" + of(LETTERS, 8) + "$" + of(LETTERS, 43) + of(LETTERS, 43));
    }

    private void names() {
        String[] names = {
            "password=%s",
            "DB_PASSWORD=%s",
            "\"password\": \"%s\"",
            "'secret' => '%s'",
            "passwd: %s",
            "client_secret=%s&grant_type=client_credentials",
            "access_token=%s&x=1",
            "api_key: \"%s\"",
            "aws_secret_access_key = %s",
            "secretKey=%s, region=eu",
            "{\\\"privateKeyPassphrase\\\":\\\"%s\\\"}",
            "Server=db;User ID=sa;Password=%s;Encrypt=true",
            "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=%s;EndpointSuffix=x",
            "SharedAccessKeyName=root;SharedAccessKey=%s",
            "[Interface] PrivateKey = %s",
            "otpauth://totp/x?secret=%s&issuer=y",
            "ALTER USER app WITH PASSWORD '%s'",
            "CREATE USER 'a'@'b' IDENTIFIED BY '%s'",
            "machine git.example.test login app password %s",
            "&lt;password&gt;%s&lt;/password&gt;",
            "\\u0022token\\u0022:\\u0022%s\\u0022",
            "{User:app Token:%s}",
            "name: API_TOKEN, value: %s",
            "invalid token '%s'",
            "the password for app was changed to %s",
        };
        for (String name : names) {
            String secret = of(LETTERS, 18);
            texts.add(new Planted(name, name.replace("%s", secret), secret));
        }
        String phrase = of(LETTERS, 9) + " " + of(SYMBOLS, 9) + ", " + of(LETTERS, 9);
        texts.add(new Planted("a passphrase of several words", "--passphrase='" + phrase + "' x", phrase));
        String odd = of(SYMBOLS, 12) + ",x;y)" + of(LETTERS, 6);
        texts.add(new Planted("a password of odd characters", "PGPASSWORD=" + odd + " psql -h db", odd));
    }

    private void headers() {
        String[] headers = {
            "Authorization: Bearer %s",
            "authorization: Token %s",
            "Proxy-Authorization: SSWS %s",
            "-H 'X-Api-Key: %s'",
            "X-Vault-Token: %s",
            "PRIVATE-TOKEN: %s",
        };
        for (String header : headers) {
            String secret = of(LETTERS, 30);
            texts.add(new Planted(header, header.replace("%s", secret), secret));
        }
        String password = of(LETTERS, 15);
        texts.add(new Planted("basic", "Authorization: Basic " + base64("app:" + password), base64("app:" + password)));
        String session = of(LETTERS, 26);
        texts.add(new Planted("cookie", "Cookie: theme=dark; session=" + session, session));
        texts.add(new Planted("set-cookie", "Set-Cookie: sid=" + session + "; Path=/; HttpOnly", session));
        String response = of(HEX, 32);
        texts.add(new Planted(
                "digest",
                "Authorization: Digest username=\"a\", realm=\"r\", response=\"" + response + "\"",
                response));
    }

    private void addresses() {
        String[] addresses = {
            "postgres://app:%s@db.example.test:5432/shop",
            "mongodb+srv://app:%s@cluster.example.test/?retryWrites=true",
            "redis://:%s@cache:6379/0",
            "amqp://guest:%s@mq/",
            "jdbc:oracle:thin:scott/%s@db:1521:x",
            "jdbc:postgresql://db/shop?user=app&password=%s",
            "https://oauth2:%s@git.example.test/a.git",
            "https://a.blob.example.test/c?sv=2024&sig=%s",
            "https://hooks.slack.com/services/T0000/B0000/%s",
            "https://discord.com/api/webhooks/123456789012345678/%s",
            "app:%s@tcp(db:3306)/shop",
            "https://%s:x-oauth-basic@git.example.test/a.git",
            "GET /a?sid=%s&x=1",
        };
        for (String address : addresses) {
            String secret = of(LETTERS, 24);
            texts.add(new Planted(address, address.replace("%s", secret), secret));
        }
    }

    private void commands() {
        String[] commands = {
            "mysql -u root -p%s shop",
            "/usr/bin/mysqldump --password %s shop",
            "mongosh -u root -p %s",
            "sshpass -p %s ssh -p 2222 root@10.0.0.1",
            "sudo docker login -u app -p %s registry.example.test",
            "redis-cli -h cache -a %s ping",
            "curl -s -u admin:%s https://example.test",
            "curl --user=admin:%s https://example.test",
            "ldapsearch -x -D cn=admin -w %s",
            "sqlcmd -S db -U sa -P %s",
            "openssl enc -aes-256-cbc -pass pass:%s",
            "smbclient -U app%%%s //h/s",
            "kubectl create secret generic x --from-literal=pin=%s",
            "vault kv put secret/db user=%s",
            "vault login %s",
            "aws configure set aws_secret_access_key %s",
            "echo %s | sudo passwd --stdin root",
            "echo 'root:%s' | chpasswd",
            "keytool -storepass %s -list",
            "zip -P %s a.zip b",
            "7z a -p%s a.7z b",
            "htpasswd -b /etc/users app %s",
            "rabbitmqctl add_user app %s",
            "a0=\"sshpass\" a1=\"-p\" a2=\"%s\"",
            "docker login -u app --password-stdin <<< %s",
            "cosign login -u app -p %s registry.example.test",
            "net use \\\\h\\s /user:app %s",
            "kubectl patch secret x -p '{\"stringData\":{\"pin\":\"%s\"}}'",
            "aws ssm put-parameter --name /a --value %s",
        };
        for (String command : commands) {
            String secret = of(LETTERS, 16);
            texts.add(new Planted(command, command.replace("%s", secret).replace("%%", "%"), secret));
        }
    }

    private void blocks() {
        for (String label : List.of("RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "")) {
            String body = of(LETTERS + "+/", 64);
            texts.add(new Planted(
                    label + "private key",
                    "-----BEGIN " + label + "PRIVATE KEY-----\n" + body + "\n" + of(LETTERS, 64) + "\n-----END " + label
                            + "PRIVATE KEY-----",
                    body));
        }
        String value = base64(of(LETTERS, 21));
        texts.add(new Planted(
                "manifest in YAML",
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: x\ndata:\n  pin: " + value + "\ntype: Opaque\n",
                value));
        texts.add(new Planted(
                "manifest in a sentence",
                "applied {\"kind\":\"Secret\",\"data\":{\"pin\":\"" + value + "\"},\"type\":\"Opaque\"} to shop",
                value));
    }

    private void objects() {
        String[] objects = {
            "{\"password\":\"%s\"}",
            "{\"credentials\":{\"secretAccessKey\":\"%s\",\"sessionToken\":\"x\"}}",
            "{\"headers\":{\"Authorization\":[\"Bearer %s\"],\"Accept\":[\"*/*\"]}}",
            "{\"headers\":{\"Cookie\":\"sid=%s\"}}",
            "[{\"name\":\"X-Api-Key\",\"value\":\"%s\"}]",
            "[{\"name\":\"DB_PASSWORD\",\"value\":\"%s\"}]",
            "{\"Env\":[\"PATH=/bin\",\"GITHUB_TOKEN=%s\"]}",
            "{\"env\":[\"STRIPE_KEY=%s\"]}",
            "{\"env\":[{\"name\":\"MODE\",\"value\":\"%s\"}]}",
            "{\"command\":[\"mysql\",\"-p%s\",\"shop\"]}",
            "{\"command\":[\"sshpass\"],\"args\":[\"-p\",\"%s\",\"ssh\",\"h\"]}",
            "[\"sh\",\"-c\",\"export API_TOKEN=%s; run\"]",
            "{\"kind\":\"Secret\",\"stringData\":{\"pin\":\"%s\"}}",
            "{\"kind\":\"List\",\"items\":[{\"kind\":\"ConfigMap\",\"data\":{\"pin\":\"%s\"}}]}",
            "{\"annotations\":{\"example.test/applied\":\"{\\\"kind\\\":\\\"Secret\\\",\\\"stringData\\\":{\\\"pin\\\":\\\"%s\\\"}}\"}}",
            "{\"kty\":\"oct\",\"k\":\"%s\"}",
            "{\"status\":{\"token\":\"%s\"}}",
            "{\"passwords\":[\"a\",\"%s\"]}",
            "{\"password\":{\"value\":\"%s\"}}",
            "{\"extraEnv\":[{\"name\":\"MODE\",\"value\":\"%s\"}]}",
            "[{\"op\":\"replace\",\"path\":\"/spec/clientSecret\",\"value\":\"%s\"}]",
            "{\"kind\":\"SealedSecret\",\"spec\":{\"template\":{\"data\":{\"pin\":\"%s\"}}}}",
            "{\"auths\":{\"r.example.test\":{\"identitytoken\":\"%s\"}}}",
        };
        for (String object : objects) {
            String secret = of(LETTERS, 20);
            trees.add(new Planted(object, object.replace("%s", secret), secret));
        }
        String number = of("123456789", 12);
        trees.add(new Planted("a number", "{\"password\":" + number + "}", number));
        String value = base64(of(LETTERS, 21));
        trees.add(new Planted("a Secret", "{\"kind\":\"Secret\",\"data\":{\"pin\":\"" + value + "\"}}", value));
    }

    private void token(String kind, String token) {
        texts.add(new Planted(kind, token, token));
    }

    private String jwt() {
        String head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}").replace("=", "");
        return head + "." + base64("{\"sub\":\"" + of(LETTERS, 12) + "\"}").replace("=", "") + "." + of(LETTERS, 43);
    }

    /** Characters of this alphabet, with a digit and a letter among them wherever it has both. */
    private String of(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        if (alphabet.contains(DIGITS)) {
            text.setCharAt(length / 2, DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        if (alphabet.contains(LOWER)) {
            text.setCharAt(0, LOWER.charAt(random.nextInt(LOWER.length())));
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
