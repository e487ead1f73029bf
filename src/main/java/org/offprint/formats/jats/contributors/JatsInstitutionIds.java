package org.offprint.formats.jats.contributors;

import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.contributors.OrganizationIdentifier;
import org.offprint.kernel.record.contributors.OrganizationScheme;

/** Writes {@code institution-id} elements: identifiers of organizations and funders. */
public final class JatsInstitutionIds {

    private JatsInstitutionIds() {}

    /**
     * Writes the Open Funder Registry DOI of an organization as required by JATS4R. Does nothing if the DOI is null.
     */
    public static void funder(XmlWriter xml, String doi) {
        xml.element(
                "institution-id",
                doi,
                "institution-id-type",
                "doi",
                "vocab",
                "open-funder-registry",
                "vocab-identifier",
                "10.13039/open_funder_registry");
    }

    static void write(XmlWriter xml, OrganizationIdentifier identifier) {
        if (identifier.type() == OrganizationScheme.FUNDER) {
            funder(xml, identifier.value());
        } else {
            xml.element(
                    "institution-id", identifier.value(), "institution-id-type", Vocabulary.termOf(identifier.type()));
        }
    }
}
