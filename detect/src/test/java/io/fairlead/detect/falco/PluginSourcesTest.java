// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.detect.RuleTexts;
import io.fairlead.detect.match.Match;
import io.fairlead.detect.match.RuleMatcher;
import io.fairlead.detect.rule.Rejection;
import io.fairlead.detect.rule.RejectionCode;
import io.fairlead.detect.rule.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields of plugin sources over records as the services write them (their public documentation). */
class PluginSourcesTest {
    private static final String TRAIL = """
            {'eventVersion':'1.08','eventID':'e-1','eventTime':'2026-11-22T15:00:00Z','eventSource':'s3.amazonaws.com',
             'eventName':'PutObject','awsRegion':'eu-central-1','sourceIPAddress':'198.51.100.4','userAgent':'aws-cli',
             'managementEvent':false,'recipientAccountId':'111122223333',
             'userIdentity':{'type':'AssumedRole','principalId':'P:alice','arn':'arn:aws:sts::1:x',
               'sessionContext':{'sessionIssuer':{'userName':'admin'}}},
             'requestParameters':{'bucketName':'shop','key':'a/b.txt','Host':'shop.s3',
               'tagSpecificationSet':{'items':[{'resourceType':'instance','tags':[{'key':'Name','value':'web'}]}]}},
             'responseElements':{'ConsoleLogin':'Success','instancesSet':{'items':[{'imageId':'ami-1'}]}},
             'additionalEventData':{'bytesTransferredIn':33.0,'bytesTransferredOut':2,'MFAUsed':'No'}}
            """;

    private static final String GCP = """
            {'timestamp':'2026-11-22T15:00:00Z','resource':{'type':'gcs_bucket',
               'labels':{'project_id':'shop','bucket_name':'b','zone':'europe-west1-b'}},
             'protoPayload':{'methodName':'storage.setIamPermissions','serviceName':'storage.googleapis.com',
               'authenticationInfo':{'principalEmail':'alice@example.org'},
               'requestMetadata':{'callerIp':'198.51.100.4','callerSuppliedUserAgent':'gcloud'},
               'resourceName':'projects/_/buckets/b','request':{'a':1},
               'serviceData':{'policyDelta':{'bindingDeltas':[{'action':'ADD','member':'allUsers'}]}}}}
            """;

    private static final String OKTA = """
            {'uuid':'u','published':'2026-11-22T15:00:00Z','eventType':'user.session.start','severity':'INFO',
             'displayMessage':'User login','actor':{'id':'a1','type':'User','alternateId':'alice@example.org',
               'displayName':'Alice'},
             'client':{'ipAddress':'198.51.100.4','zone':'null','userAgent':{'rawUserAgent':'Mozilla','os':'Linux'},
               'geographicalContext':{'country':'Germany','geolocation':{'lat':52.5,'lon':13.4}}},
             'outcome':{'result':'SUCCESS'},'securityContext':{'asNumber':64500},
             'target':[{'id':'t1','type':'User','displayName':'Bob','alternateId':'bob@example.org'},
               {'id':'g1','type':'UserGroup','displayName':'admins'},{'id':'x','type':'AppInstance','alternateId':'Shop'}],
             'debugContext':{'debugData':{'requestUri':'/app/shop/sso'}}}
            """;

    private static final String GITHUB = """
            {'webhook_type':'push','action':'created','sender':{'login':'alice'},'organization':{'login':'acme'},
             'repository':{'html_url':'https://github.com/acme/shop','private':false,'owner':{'login':'acme'},
               'description':'A shop'},
             'hook':{'id':12345678901,'type':'Repository'},'member':{'login':'eve'},
             'changes':{'permission':{'to':'write'}},'workflow':{'path':'.github/workflows/ci.yml'},
             'commits':[{'added':['a','b'],'modified':[]},{'added':['c'],'removed':['d']}]}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct.id = e-1 and ct.name = PutObject",
                "ct.src = s3.amazonaws.com and ct.shortsrc = s3",
                "ct.user = admin and ct.user.identitytype = AssumedRole",
                "ct.user.accountid = 111122223333",
                "ct.user.principalid startswith P: and ct.user.arn contains :sts:",
                "ct.region in (eu-central-1) and ct.srcip = 198.51.100.4 and ct.useragent = aws-cli",
                "not ct.error exists",
                "ct.managementevent = false and ct.readonly = false",
                "ct.request.host = shop.s3",
                "ct.request contains bucketName",
                "s3.uri = s3://shop/a/b.txt and s3.bucket = shop and s3.key = a/b.txt",
                "s3.bytes = 35 and s3.bytes.in = 33 and s3.bytes.out = 2 and s3.bytes > 34",
                "s3.cnt.put = 1 and not s3.cnt.get exists and s3.cnt.other = 0",
                "ec2.name = web and ec2.imageid = ami-1",
                "json.value[/responseElements/ConsoleLogin] = Success",
                "jevt.value[/additionalEventData/MFAUsed] = No",
                "json.value[/requestParameters/tagSpecificationSet/items/0/tags/0/value] = web",
                "json.obj contains PutObject",
                "evt.source = aws_cloudtrail and evt.pluginname = cloudtrail and evt.type = pluginevent",
                "evt.time startswith 15:00:00 and json.rawtime = 1795359600000000000",
            })
    void cloudTrail(String condition) {
        both("aws_cloudtrail", "aws.cloudtrail", "aws.cloudtrail.record", condition, TRAIL);
        assertThat(matches("aws_cloudtrail", "not (" + condition + ")", TRAIL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gcp.user = alice@example.org and gcp.callerIP = 198.51.100.4 and gcp.userAgent = gcloud",
                "gcp.methodName = storage.setIamPermissions and gcp.serviceName endswith .googleapis.com",
                "gcp.policyDelta contains ADD and gcp.policyDelta contains allUsers",
                "gcp.request contains '\"a\"' and gcp.resourceName startswith projects/",
                "gcp.location = europe-west1 and gcp.projectId = shop and gcp.storage.bucket = b",
                "gcp.resourceType = gcs_bucket and not gcp.logging.sink exists",
                "json.value[/resource/labels/project_id] = shop",
            })
    void cloudAuditLogs(String condition) {
        both("gcp_auditlog", "gcp.audit", "gcp.audit.record", condition, GCP);
        assertThat(matches("gcp_auditlog", "not (" + condition + ")", GCP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "okta.evt.type = user.session.start and okta.severity = INFO and okta.message = 'User login'",
                "okta.actor.id = a1 and okta.actor.Type = User and okta.actor.name = Alice",
                "okta.actor.alternateid = alice@example.org",
                "okta.client.ip = 198.51.100.4 and okta.client.geo.country = Germany and okta.client.geo.lat = 52.5",
                "okta.useragent.raw = Mozilla and okta.useragent.os = Linux and okta.result = SUCCESS",
                "okta.target.user.name = Bob and okta.target.group.name = admins and okta.target.app.alternateid = Shop",
                "okta.app = shop and okta.requesturi startswith /app/ and okta.security.asnumber >= 64500",
                "not okta.reason exists and not okta.client.geo.country in (France)",
            })
    void okta(String condition) {
        both("okta", "okta.system", "okta.record", condition, OKTA);
        assertThat(matches("okta", "not (" + condition + ")", OKTA)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.type = push and github.action = created and github.user = alice",
                "github.repo = https://github.com/acme/shop and github.repo.name = acme/shop",
                "github.repo.public = true and github.org = acme and github.owner = acme",
                "github.collaborator.name = eve and github.collaborator.role = write",
                "github.webhook.id = 12345678901 and github.webhook.type = Repository",
                "github.commit.added = 'a,b,c' and github.commit.removed = d and not github.commit.modified exists",
                "github.workflow.filename endswith ci.yml",
            })
    void github(String condition) {
        assertThat(matches("github", condition, GITHUB)).hasSize(1);
        assertThat(matches("github", "not (" + condition + ")", GITHUB)).isEmpty();
    }

    @Test
    void recordsWithoutAWordAreJudgedByTheNameOfTheCall() {
        String read = TRAIL.replace("PutObject", "DescribeInstances");
        assertThat(matches("aws_cloudtrail", "ct.readonly = true", read)).hasSize(1);
        assertThat(matches("aws_cloudtrail", "ct.readonly = true", TRAIL)).isEmpty();
        assertThat(matches("aws_cloudtrail", "ct.readonly = true", TRAIL.replaceFirst("\\{", "{'readOnly':true,")))
                .hasSize(1);
    }

    @Test
    void whatThePluginAddsByItselfIsNotInTheRecord() {
        for (String[] pair : new String[][] {
            {"github", "github.diff.has_secrets = true"},
            {"github", "github.workflow.has_miners = true"},
            {"okta", "okta.mfa.failure.countlast[300] > 5"},
            {"okta", "okta.org = acme"}
        }) {
            assertThat(RuleTexts.standard(text(pair[0], pair[1])).rejections())
                    .extracting(Rejection::code)
                    .containsExactly(RejectionCode.NO_DATASET);
            assertThat(set(pair[0], pair[1]).rejections()).singleElement().satisfies(rejection -> {
                assertThat(rejection.code()).isEqualTo(RejectionCode.NO_DATASET);
                assertThat(rejection.reason()).contains(pair[1].substring(0, pair[1].indexOf(' ')));
            });
        }
    }

    @Test
    void aSourceDoesNotHaveTheFieldsOfAnother() {
        assertThat(set("okta", "ct.name = x").rejections())
                .extracting(Rejection::code)
                .containsExactly(RejectionCode.UNKNOWN_FIELD);
        assertThat(set("syscall", "json.value[/a] = x").rejections())
                .extracting(Rejection::code)
                .containsExactly(RejectionCode.UNKNOWN_FIELD);
    }

    @Test
    void theMessageIsFilled() {
        String rule = text("aws_cloudtrail", "ct.name exists")
                .replace(
                        "output: o",
                        "output: '%ct.user put %s3.uri (%ct.error, %json.value[/awsRegion], %evt.plugininfo)'");
        RuleSet set = RuleTexts.asIs(rule);
        assertThat(set.rejections()).isEmpty();
        assertThat(found(set, TRAIL).getFirst().message())
                .isEqualTo("admin put s3://shop/a/b.txt (<NA>, eu-central-1, <NA>)");
    }

    /** Holds of the record as the service writes it, and of the document that keeps it. */
    private static void both(String source, String dataset, String path, String condition, String record) {
        assertThat(matches(source, condition, record)).hasSize(1);
        RuleSet set = RuleTexts.standard(text(source, condition));
        assertThat(set.rejections()).isEmpty();
        assertThat(set.rules().getFirst().scope().datasets()).containsExactly(dataset);
        String document = record.replace('\'', '"');
        for (String step : List.of(path.split("\\.", -1)).reversed()) {
            document = "{\"" + step + "\":" + document + "}";
        }
        RuleMatcher matcher = RuleMatcher.compile(set);
        assertThat(matcher.match(dataset, true, RuleTexts.document(document))).hasSize(1);
        assertThat(matcher.match(dataset, true, RuleTexts.document(document.replace("record", "other"))))
                .hasSameSizeAs(matches(source, condition, "{}"));
    }

    private static List<Match> matches(String source, String condition, String record) {
        RuleSet set = set(source, condition);
        if (!set.rejections().isEmpty()) {
            throw new AssertionError(set.rejections().toString());
        }
        return found(set, record);
    }

    private static List<Match> found(RuleSet set, String record) {
        return RuleMatcher.compile(set).match("any", true, RuleTexts.document(record.replace('\'', '"')));
    }

    private static RuleSet set(String source, String condition) {
        return RuleTexts.asIs(text(source, condition));
    }

    private static String text(String source, String condition) {
        return FalcoTexts.rule("r", "'" + condition.replace("'", "''") + "'").replace("k8s_audit", source);
    }
}
