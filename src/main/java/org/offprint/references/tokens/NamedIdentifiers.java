package org.offprint.references.tokens;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.offprint.kernel.identifiers.Doi;
import org.offprint.kernel.identifiers.InvalidValueException;
import org.offprint.kernel.record.Reference;
import org.offprint.references.tokens.PrintedIdentifiers.Identifier;

/** Normalized identifiers of the works that references cite. */
public final class NamedIdentifiers {

    private static final String PMID = "pmid:";
    private static final String PMCID = "pmcid:";

    private NamedIdentifiers() {}

    /**
     * Returns the identifiers in a reference: DOIs as their keys, PubMed ids with the prefix {@code pmid:}, and PubMed
     * Central ids with the prefix {@code pmcid:}. If the reference has no member for an identifier type, the printed
     * text is searched.
     */
    public static Set<String> of(Reference reference) {
        Set<String> named = new LinkedHashSet<>();
        if (reference.doi() != null) {
            named.add(reference.doi().key());
        }
        add(PMID, reference.pmid(), named);
        add(PMCID, reference.pmcid(), named);
        if (reference.text() != null && mayPrint(reference)) {
            for (Identifier printed : PrintedIdentifiers.in(reference.text())) {
                String value = reference.text().substring(printed.start(), printed.end());
                switch (printed.field()) {
                    case DOI -> addDoi(value, reference, named);
                    case PMID -> add(PMID, reference.pmid() == null ? value : null, named);
                    case PMCID -> add(PMCID, reference.pmcid() == null ? value : null, named);
                    default -> {}
                }
            }
        }
        return named;
    }

    /**
     * Returns whether the text of a reference may contain an identifier that is missing from its members. This check is
     * fast and excludes most references.
     */
    private static boolean mayPrint(Reference reference) {
        String text = reference.text();
        return reference.doi() == null && text.contains("10.")
                || (reference.pmid() == null || reference.pmcid() == null) && mayNamePubMed(text);
    }

    /**
     * Returns whether the reference text contains the first two letters of PMID, PMC or PubMed, or a word of six or
     * more digits.
     */
    private static boolean mayNamePubMed(String text) {
        int digits = 0;
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isName = before == 'P' || before == 'p';
            if (isName && (c == 'M' || c == 'm' || c == 'u' || c == 'U')) {
                return true;
            }
            boolean isDigit = c >= '0' && c <= '9';
            digits = isDigit && (digits > 0 || before == ' ') ? digits + 1 : 0;
            if (digits >= PrintedIdentifiers.MIN_PUBMED_DIGITS) {
                return true;
            }
            before = c;
        }
        return false;
    }

    /** Returns an article identifier in normalized form, or null if references do not use this type of identifier. */
    public static String of(String type, String value) {
        return switch (type) {
            case "pmid" -> PMID + value.strip();
            case "pmcid" -> {
                String number = value.strip().toLowerCase(Locale.ROOT);
                yield PMCID + (number.startsWith("pmc") ? number : "pmc" + number);
            }
            default -> null;
        };
    }

    /** Returns whether a normalized identifier is a DOI. */
    public static boolean isDoi(String identifier) {
        return identifier.startsWith("10.");
    }

    private static void addDoi(String value, Reference reference, Set<String> named) {
        if (reference.doi() == null) {
            try {
                named.add(Doi.parse(value).key());
            } catch (InvalidValueException e) {
                return; // The printed identifier resembles a DOI but is not valid.
            }
        }
    }

    private static void add(String scheme, String value, Set<String> named) {
        if (value != null) {
            named.add(of(scheme.substring(0, scheme.length() - 1), value));
        }
    }
}
