package org.offprint.formats.jats.contributors;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.offprint.formats.writing.ContributorNames;
import org.offprint.formats.writing.PublishedRecord;
import org.offprint.formats.xml.MarkupVocabulary;
import org.offprint.formats.xml.XmlWriter;
import org.offprint.kernel.json.Vocabulary;
import org.offprint.kernel.record.ArticleBody.Note;
import org.offprint.kernel.record.ArticleBody.Statements;
import org.offprint.kernel.record.contributors.AlternativeName;
import org.offprint.kernel.record.contributors.Contributor;
import org.offprint.kernel.record.contributors.ContributorNote;
import org.offprint.kernel.record.contributors.ContributorNoteType;
import org.offprint.kernel.record.contributors.ContributorRole;
import org.offprint.kernel.record.contributors.CreditRole;

/**
 * Writes the elements {@code contrib-group}, {@code aff} and {@code author-notes}: contributors, affiliations and notes
 * about contributors.
 */
public final class JatsContributorsWriter {

    private static final String EQUAL = "equal-contribution";
    private static final List<ContributorRole> AS_AUTHORS =
            List.of(ContributorRole.AUTHOR, ContributorRole.COLLABORATOR);

    private final XmlWriter xml;
    private final PublishedRecord record;
    private final List<Contributor> all;
    private final Map<ContributorNote, Integer> notes;
    private final JatsAffiliationsWriter affiliations;

    private JatsContributorsWriter(XmlWriter xml, PublishedRecord record) {
        this.xml = xml;
        this.record = record;
        this.all = record.body().contributors();
        this.notes = numbered(all);
        this.affiliations = new JatsAffiliationsWriter(xml, record);
    }

    public static void write(XmlWriter xml, PublishedRecord record) {
        JatsContributorsWriter contributors = new JatsContributorsWriter(xml, record);
        contributors.groups();
        contributors.affiliations.write();
        contributors.notes();
    }

    /**
     * Writes the contributors in printed order. Authors and contributors with a different role are written in separate
     * groups.
     */
    private void groups() {
        int begin = 0;
        while (begin < all.size()) {
            boolean authors = AS_AUTHORS.contains(all.get(begin).role());
            int end = begin;
            xml.open("contrib-group", "content-type", authors ? "authors" : "others");
            while (end < all.size() && AS_AUTHORS.contains(all.get(end).role()) == authors) {
                contributor(all.get(end++));
            }
            xml.close();
            begin = end;
        }
    }

    private void contributor(Contributor contributor) {
        xml.open(
                "contrib",
                "contrib-type",
                Vocabulary.termOf(contributor.role()),
                "corresp",
                contributor.corresponding() ? "yes" : null,
                "equal-contrib",
                contributor.equalContribution() ? "yes" : null,
                "deceased",
                contributor.isDeceased() ? "yes" : null);
        xml.element(
                "contrib-id",
                contributor.orcid() == null ? null : contributor.orcid().value(),
                "contrib-id-type",
                "orcid",
                "authenticated",
                record.hasConfirmed(contributor) ? "true" : null);
        name(contributor);
        contributor.credit().forEach(this::credit);
        contributor.roleTexts().forEach(words -> xml.element("role", words));
        affiliations.references(contributor);
        if (contributor.corresponding()) {
            reference("corresp", correspondenceId(contributor), "*");
        }
        if (contributor.equalContribution()) {
            reference("fn", EQUAL, "\u2020");
        }
        for (ContributorNote note : contributor.notes()) {
            int number = notes.get(note);
            reference("fn", "note" + number, "\u2021" + number);
        }
        xml.close();
    }

    private void name(Contributor contributor) {
        List<AlternativeName> forms = contributor.alternativeNames();
        if (ContributorNames.isOrganization(contributor)) {
            if (forms.isEmpty()) {
                xml.element("collab", contributor.name());
                return;
            }
            xml.open("collab-alternatives").element("collab", contributor.name());
            forms.forEach(form -> xml.element("collab", form.name(), "xml:lang", language(form)));
            xml.close();
            return;
        }
        if (forms.isEmpty()) {
            name(contributor.family(), contributor.given(), contributor.suffix());
            return;
        }
        xml.open("name-alternatives");
        name(contributor.family(), contributor.given(), contributor.suffix(), "specific-use", JatsNames.PRIMARY);
        for (AlternativeName form : forms) {
            String[] attributes = {"name-style", form.isFamilyFirst() ? "eastern" : null, "xml:lang", language(form)};
            if (form.family() == null) {
                xml.element("string-name", form.name(), attributes);
            } else {
                name(form.family(), form.given(), form.suffix(), attributes);
            }
        }
        xml.close();
    }

    private void name(String family, String given, String suffix, String... attributes) {
        xml.open("name", attributes);
        xml.element("surname", family);
        xml.element("given-names", given);
        xml.element("suffix", suffix);
        xml.close();
    }

    private static String language(AlternativeName form) {
        return form.language() == null ? null : form.language().value();
    }

    /** Writes a CRediT role as required by JATS4R, with the term and the URI that NISO Z39.104-2022 defines. */
    private void credit(CreditRole role) {
        String term = Vocabulary.termOf(role);
        String name =
                switch (role) {
                    case WRITING_ORIGINAL_DRAFT -> "Writing \u2013 original draft";
                    case WRITING_REVIEW_EDITING -> "Writing \u2013 review & editing";
                    default ->
                        term.substring(0, 1).toUpperCase(Locale.ROOT)
                                + term.substring(1).replace('-', ' ');
                };
        xml.element(
                "role",
                name,
                "vocab",
                "credit",
                "vocab-identifier",
                "https://credit.niso.org/",
                "vocab-term",
                name,
                "vocab-term-identifier",
                "https://credit.niso.org/contributor-roles/" + term + "/");
    }

    private void reference(String type, String id, String text) {
        xml.element("xref", text, "ref-type", type, "rid", id);
    }

    private void notes() {
        List<Contributor> corresponding =
                all.stream().filter(Contributor::corresponding).toList();
        boolean equal = all.stream().anyMatch(Contributor::equalContribution);
        Statements statements = record.body().statements();
        String interests = statements == null ? null : statements.conflictOfInterest();
        String correspondence = record.body().correspondence();
        List<Note> others =
                record.body().notes().stream().filter(Note::concernsAuthors).toList();
        if (corresponding.isEmpty()
                && !equal
                && interests == null
                && correspondence == null
                && notes.isEmpty()
                && others.isEmpty()) {
            return;
        }
        xml.open("author-notes");
        corresponding.forEach(author -> xml.element(
                "corresp",
                JatsAuthorNotes.EXPORT_PREFIX + ContributorNames.natural(author),
                "id",
                correspondenceId(author)));
        if (correspondence != null) {
            for (String paragraph : correspondence.split("\n\n")) {
                xml.element("corresp", paragraph, "content-type", JatsAuthorNotes.WORDS);
            }
        }
        if (equal) {
            xml.open("fn", "fn-type", "equal", "id", EQUAL)
                    .element("p", "These authors contributed equally.")
                    .close();
        }
        notes.forEach(this::note);
        if (interests != null) {
            xml.open("fn", "fn-type", "coi-statement", "id", "conflict-of-interest");
            MarkupVocabulary.JATS.paragraphs(xml, null, interests);
            xml.close();
        }
        others.forEach(this::note);
        xml.close();
    }

    private void note(Note note) {
        xml.open(
                "fn",
                "fn-type",
                "other",
                "xml:lang",
                note.language() == null ? null : note.language().value());
        xml.element("label", note.label());
        MarkupVocabulary.JATS.paragraphs(xml, null, note.text());
        xml.close();
    }

    private void note(ContributorNote note, int number) {
        String type = Vocabulary.termOf(note.type());
        boolean isOfJats = note.type() != ContributorNoteType.ALSO_AT;
        xml.open(
                "fn",
                "fn-type",
                isOfJats ? type : "custom",
                "custom-type",
                isOfJats ? null : type,
                "id",
                "note" + number);
        xml.element("label", "\u2021" + number).element("p", note.text()).close();
    }

    /** Assigns numbers to the notes about contributors. A note shared by several contributors has a single number. */
    private static Map<ContributorNote, Integer> numbered(List<Contributor> contributors) {
        Map<ContributorNote, Integer> notes = new LinkedHashMap<>();
        for (Contributor contributor : contributors) {
            for (ContributorNote note : contributor.notes()) {
                notes.putIfAbsent(note, notes.size() + 1);
            }
        }
        return notes;
    }

    /**
     * Returns the id of a contributor's correspondence note. Contributors are compared by identity, because two
     * contributors can have equal data.
     */
    private String correspondenceId(Contributor contributor) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) == contributor) {
                return "corresp" + (i + 1);
            }
        }
        throw new IllegalArgumentException("The contributor does not belong to this article.");
    }
}
