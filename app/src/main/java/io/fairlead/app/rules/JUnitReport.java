// SPDX-FileCopyrightText: The Fairlead authors
// SPDX-License-Identifier: Apache-2.0
package io.fairlead.app.rules;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results of rule tests as JUnit XML, which build servers read. */
public final class JUnitReport {
    private JUnitReport() {}

    /** Writes the report. */
    public static void write(Path file, List<RuleTestResult> results) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", "fairlead rules");
            xml.writeAttribute("tests", String.valueOf(results.size()));
            xml.writeAttribute(
                    "failures",
                    String.valueOf(
                            results.stream().filter(result -> !result.passed()).count()));
            xml.writeAttribute(
                    "skipped",
                    String.valueOf(
                            results.stream().filter(RuleTestResult::skipped).count()));
            for (RuleTestResult result : results) {
                write(xml, result);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(XMLStreamWriter xml, RuleTestResult result) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", result.file());
        xml.writeAttribute("name", result.name());
        if (!result.passed()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", result.failure());
            xml.writeEndElement();
        } else if (result.skipped()) {
            xml.writeEmptyElement("skipped");
        }
        xml.writeEndElement();
    }
}
