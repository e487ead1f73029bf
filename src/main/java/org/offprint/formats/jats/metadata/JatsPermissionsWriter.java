package org.offprint.formats.jats.metadata;

import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.identifiers.License;
import org.offprint.kernel.identifiers.WebUrl;
import org.offprint.kernel.record.LicenseTerms;
import org.offprint.kernel.record.LicenseTerms.Copyright;

/**
 * Writes the {@code permissions} element: the copyright and the license, in human-readable and machine-readable form.
 */
public final class JatsPermissionsWriter {

    private JatsPermissionsWriter() {}

    public static void write(XmlWriter xml, PublishedRecord record) {
        LicenseTerms terms = record.body().license();
        if (terms == null) {
            return;
        }
        xml.open("permissions");
        Copyright copyright = terms.copyright();
        if (copyright != null) {
            xml.element("copyright-statement", copyright.statement());
            xml.element(
                    "copyright-year",
                    copyright.year() == null ? null : copyright.year().toString());
            xml.element("copyright-holder", copyright.holder());
        }
        license(xml, terms);
        xml.close();
    }

    private static void license(XmlWriter xml, LicenseTerms terms) {
        License license = terms.url();
        String name = terms.name();
        if (license == null && name == null && terms.text() == null) {
            return;
        }
        boolean isOpen = license != null && license.name() != null;
        if (isOpen) {
            xml.empty("ali:free_to_read");
        }
        String url = license == null ? null : WebUrl.escaped(license.value());
        xml.open(
                "license",
                "license-type",
                isOpen ? "open-access" : null,
                "xlink:href",
                url,
                "xlink:title",
                isOpen ? null : name);
        xml.element("ali:license_ref", url);
        if (terms.text() != null) {
            for (String paragraph : terms.text().split("\n\n")) {
                xml.element("license-p", paragraph);
            }
            xml.close();
            return;
        }
        String called = name == null ? license.value() : name;
        xml.element(
                "license-p",
                isOpen
                        ? "This is an open access article distributed under the terms of the licence " + called + "."
                        : "This article is distributed under the terms of the licence " + called + ".");
        xml.close();
    }
}
