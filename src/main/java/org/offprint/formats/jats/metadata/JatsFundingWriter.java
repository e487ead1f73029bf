package org.offprint.formats.jats.metadata;

import java.util.List;
import org.offprint.formats.jats.contributors.JatsInstitutionIds;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.record.Funding;

/** Writes the {@code funding-group} element, with one {@code award-group} per funder. */
public final class JatsFundingWriter {

    private JatsFundingWriter() {}

    public static void write(XmlWriter xml, List<Funding> funding, String statement) {
        if (funding.isEmpty() && statement == null) {
            return;
        }
        xml.open("funding-group");
        for (Funding grant : funding) {
            xml.open("award-group");
            funder(xml, grant);
            grant.awards().forEach(award -> xml.element("award-id", award));
            grant.recipients().forEach(recipient -> recipient(xml, recipient));
            xml.close();
        }
        if (statement != null) {
            for (String paragraph : statement.split("\n\n")) {
                xml.element("funding-statement", paragraph);
            }
        }
        xml.close();
    }

    private static void recipient(XmlWriter xml, Funding.Recipient recipient) {
        xml.open("principal-award-recipient");
        if (recipient.family() == null) {
            xml.element("institution", recipient.name());
        } else {
            xml.open("name");
            xml.element("surname", recipient.family());
            xml.element("given-names", recipient.given());
            xml.element("suffix", recipient.suffix());
            xml.close();
        }
        xml.close();
    }

    private static void funder(XmlWriter xml, Funding grant) {
        xml.open("funding-source").open("institution-wrap");
        xml.element("institution", grant.funder());
        xml.element("institution-id", grant.ror() == null ? null : grant.ror().value(), "institution-id-type", "ror");
        JatsInstitutionIds.funder(
                xml, grant.funderDoi() == null ? null : grant.funderDoi().value());
        xml.close().close();
    }
}
