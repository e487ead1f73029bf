package org.offprint.formats;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.formats.bibtex.BibtexWriter;
import org.offprint.formats.citations.CitationStyle;
import org.offprint.formats.citations.CitationWriter;
import org.offprint.formats.crossref.CrossrefWriter;
import org.offprint.formats.crossref.writing.CrossrefDepositor;
import org.offprint.formats.csl.CslWriter;
import org.offprint.formats.csv.CsvWriter;
import org.offprint.formats.datacite.DataCiteWriter;
import org.offprint.formats.doaj.DoajJsonWriter;
import org.offprint.formats.doaj.DoajXmlWriter;
import org.offprint.formats.dublincore.DublinCoreWriter;
import org.offprint.formats.highwire.HighwireWriter;
import org.offprint.formats.jats.JatsWriter;
import org.offprint.formats.marc.MarcWriter;
import org.offprint.formats.pubmed.PubMedWriter;
import org.offprint.formats.ris.RisWriter;
import org.offprint.formats.schemaorg.SchemaOrgWriter;
import org.offprint.formats.writing.Format;

/**
 * Registry of export formats. To add a format, write a {@code RecordWriter} in a separate package and add an entry to
 * this registry.
 */
@ApplicationScoped
public class ExportFormats {

    /** Name of the export format that writes citations in a selectable citation style. */
    public static final String BIBLIOGRAPHY = "bibliography";

    private final CrossrefDepositor depositor;
    private final List<Format> all;

    @Inject
    ExportFormats(
            @ConfigProperty(name = "offprint.crossref.depositor-name") Optional<String> depositor,
            @ConfigProperty(name = "offprint.crossref.depositor-email") Optional<String> email,
            @ConfigProperty(name = "offprint.crossref.registrant") Optional<String> registrant,
            @ConfigProperty(name = "offprint.crossref.crossmark-policy") Optional<String> crossmarkPolicy) {
        this(new CrossrefDepositor(
                depositor.orElse(null), email.orElse(null), registrant.orElse(null), crossmarkPolicy.orElse(null)));
    }

    public ExportFormats(CrossrefDepositor depositor) {
        this.depositor = depositor;
        all = List.of(
                Format.of(
                                "jats",
                                "JATS 1.3",
                                6,
                                "jats.xml",
                                new JatsWriter(),
                                "application/vnd.jats+xml",
                                "application/jats+xml")
                        .inOai(
                                "jats",
                                "https://jats.nlm.nih.gov/ns/archiving/1.3/",
                                "https://jats.nlm.nih.gov/archiving/1.3/xsd/JATS-archivearticle1-3.xsd"),
                Format.of(
                        "crossref",
                        "Crossref deposit 5.4.0",
                        9,
                        "crossref.xml",
                        new CrossrefWriter(depositor),
                        "application/vnd.crossref.deposit+xml"),
                Format.of(
                        "doaj", "DOAJ article JSON", 2, "doaj.json", new DoajJsonWriter(), "application/vnd.doaj+json"),
                Format.of(
                        "doaj-xml", "DOAJ article XML", 2, "doaj.xml", new DoajXmlWriter(), "application/vnd.doaj+xml"),
                Format.of(
                                "datacite",
                                "DataCite 4.6",
                                3,
                                "datacite.xml",
                                new DataCiteWriter(),
                                "application/vnd.datacite.datacite+xml")
                        .inOai(
                                "datacite",
                                "http://datacite.org/schema/kernel-4",
                                "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"),
                Format.of("pubmed", "PubMed", 4, "pubmed.xml", new PubMedWriter(), "application/vnd.pubmed+xml"),
                Format.of("marcxml", "MARC 21 (MARCXML)", 4, "marc.xml", new MarcWriter(), "application/marcxml+xml")
                        .inOai(
                                "marcxml",
                                "http://www.loc.gov/MARC21/slim",
                                "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"),
                Format.of("oai_dc", "Dublin Core", 2, "dc.xml", new DublinCoreWriter(), "application/oai-dc+xml")
                        .inOai(
                                "oai_dc",
                                "http://www.openarchives.org/OAI/2.0/oai_dc/",
                                "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
                Format.of("schemaorg", "schema.org JSON-LD", 4, "jsonld", new SchemaOrgWriter(), "application/ld+json"),
                Format.of("highwire", "Meta tags: Highwire, Dublin Core", 4, "html", new HighwireWriter(), "text/html"),
                Format.of("csv", "CSV", 1, "csv", new CsvWriter(), "text/csv"),
                Format.of("csl", "CSL-JSON", 2, "csl.json", new CslWriter(), "application/vnd.citationstyles.csl+json"),
                Format.of("bibtex", "BibTeX", 3, "bib", new BibtexWriter(), "application/x-bibtex", "text/x-bibtex"),
                Format.of("ris", "RIS", 2, "ris", new RisWriter(), "application/x-research-info-systems"),
                Format.of(
                        BIBLIOGRAPHY,
                        "Formatted citation",
                        3,
                        "txt",
                        new CitationWriter(CitationStyle.DEFAULT),
                        "text/x-bibliography"));
    }

    /** Returns the export formats without configuration. Use only their names and media types. */
    public static ExportFormats unconfigured() {
        return new ExportFormats(CrossrefDepositor.none());
    }

    /**
     * Returns a fingerprint of the export formats, and of the settings that determine which articles can be exported.
     */
    String fingerprint() {
        return depositor + " "
                + all.stream()
                        .map(format -> format.name() + " " + format.version() + " " + format.mediaTypes())
                        .collect(Collectors.joining(" "));
    }

    /** Returns all export formats in listing order. */
    public List<Format> all() {
        return all;
    }

    /** Returns the export format with the given name, or empty if there is none. */
    public Optional<Format> named(String name) {
        return all.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    /** Returns the names of all export formats in listing order. */
    public List<String> names() {
        return all.stream().map(Format::name).toList();
    }

    /** Returns the export format with the given OAI-PMH metadata prefix, or empty if there is none. */
    public Optional<Format> withOaiPrefix(String prefix) {
        return all.stream()
                .filter(format -> format.oai() != null && format.oai().prefix().equals(prefix))
                .findFirst();
    }
}
