// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.detect.falco;

import io.fairlead.detect.rule.Tree;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Readings of {@code ct.*}, {@code s3.*}, {@code ec2.*} and {@code gcp.*}, as the plugins' documentation describes the fields. */
final class CloudReadings {
    private static final String AWS = ".amazonaws.com";

    /** Names of calls that change something, for the records that do not say so themselves. */
    private static final Pattern CHANGING = Pattern.compile("(Start|Stop|Create|Destroy|Delete|Add|Remove|Terminate|Put"
            + "|Associate|Disassociate|Attach|Detach|Open|Close|Wipe|Update|Upgrade|Unlink|Assign|Unassign|Suspend|Set|Run"
            + "|Register|Deregister|Reboot|Purchase|Modify|Initialize|Enable|Disable|Cancel|Admin|Activate).*");

    private CloudReadings() {}

    static Map<String, Reading> all() {
        Map<String, Reading> readings = new HashMap<>();
        put(readings, "short-source", trees -> shortSource(Trees.text(trees.getFirst())));
        put(readings, "trail-user", trees -> user(trees.getFirst()));
        put(readings, "true-or-false", trees -> Boolean.toString(isTrue(trees.getFirst())));
        put(readings, "read-only", trees -> readOnly(trees.get(0), Trees.text(trees.get(1))));
        put(readings, "bucket-address", trees -> address(Trees.text(trees.get(0)), Trees.text(trees.get(1))));
        put(readings, "sum", CloudReadings::sum);
        put(readings, "is-get", trees -> Trees.text(trees.getFirst()).equals("GetObject") ? "1" : "");
        put(readings, "is-put", trees -> Trees.text(trees.getFirst()).equals("PutObject") ? "1" : "");
        put(readings, "is-other", trees -> other(Trees.text(trees.getFirst())));
        put(readings, "instance-name", trees -> instanceName(trees.getFirst()));
        put(readings, "first-image", CloudReadings::firstImage);
        put(readings, "policy-delta", trees -> policyDelta(trees));
        put(readings, "location", CloudReadings::location);
        put(readings, "sink", trees -> Trees.text(trees.get(0)).equals("logging_sink") ? Trees.text(trees.get(1)) : "");
        return readings;
    }

    private interface OneText {
        String of(List<Tree> trees);
    }

    private static void put(Map<String, Reading> readings, String name, OneText text) {
        readings.put(name, Reading.one((trees, unused) -> Trees.optional(text.of(trees))));
    }

    private static boolean isTrue(Tree tree) {
        return Trees.text(tree).equals("true");
    }

    private static String shortSource(String source) {
        return source.endsWith(AWS) ? source.substring(0, source.length() - AWS.length()) : source;
    }

    private static String user(Tree identity) {
        String type = Trees.text(identity.at("type"));
        return switch (type) {
            case "Root", "IAMUser" -> Trees.text(identity.at("userName"));
            case "AWSService" -> Trees.text(identity.at("invokedBy"));
            case "AssumedRole" -> {
                String issuer = Trees.text(
                        identity.at("sessionContext").at("sessionIssuer").at("userName"));
                yield issuer.isEmpty() ? type : issuer;
            }
            case "AWSAccount", "FederatedUser" -> type;
            default -> "";
        };
    }

    private static String readOnly(Tree told, String call) {
        if (!told.isNothing()) {
            return Boolean.toString(isTrue(told));
        }
        return call.isEmpty() ? "" : Boolean.toString(!CHANGING.matcher(call).matches());
    }

    private static String address(String bucket, String key) {
        return bucket.isEmpty() || key.isEmpty() ? "" : "s3://" + bucket + "/" + key;
    }

    private static String sum(List<Tree> numbers) {
        BigDecimal sum = BigDecimal.ZERO;
        boolean any = false;
        for (Tree number : numbers) {
            String text = Trees.text(number);
            if (text.matches("[0-9]{1,18}(\\.[0-9]{1,9})?")) {
                sum = sum.add(new BigDecimal(text));
                any = true;
            }
        }
        return any ? sum.toBigInteger().toString() : "";
    }

    private static String other(String call) {
        return call.isEmpty() ? "" : call.equals("GetObject") || call.equals("PutObject") ? "0" : "1";
    }

    private static String instanceName(Tree specifications) {
        for (Tree specification : specifications.items()) {
            if (Trees.text(specification.at("resourceType")).equals("instance")) {
                for (Tree tag : specification.at("tags").items()) {
                    if (Trees.text(tag.at("key")).equals("Name")) {
                        return Trees.text(tag.at("value"));
                    }
                }
            }
        }
        return "";
    }

    private static String firstImage(List<Tree> lists) {
        for (Tree list : lists) {
            String image = Trees.text(list.at("0").at("imageId"));
            if (!image.isEmpty()) {
                return image;
            }
        }
        return "";
    }

    private static String policyDelta(List<Tree> trees) {
        Tree delta = Trees.text(trees.get(0)).equals("gcs_bucket") ? trees.get(1) : trees.get(2);
        return delta.isNothing() ? "" : delta.text();
    }

    /** A zone is a region with a letter behind it. */
    private static String location(List<Tree> trees) {
        String region = Trees.text(trees.get(0), trees.get(1));
        String zone = Trees.text(trees.get(2));
        return !region.isEmpty() || zone.length() <= 2 ? region + (region.isEmpty() ? zone : "") : cut(zone);
    }

    private static String cut(String zone) {
        return zone.substring(0, zone.length() - 2);
    }
}
