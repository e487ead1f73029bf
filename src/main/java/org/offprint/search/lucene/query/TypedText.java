package org.offprint.search.lucene.query;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.offprint.search.lucene.analysis.Folding;
import org.offprint.search.lucene.analysis.TextTokenizer;
import org.offprint.search.lucene.analysis.Token;
import org.offprint.search.lucene.documents.PrefixTerms;
import org.offprint.search.query.QuerySyntax;
import org.offprint.search.query.QuerySyntaxException;
import org.offprint.search.query.SearchQuery.Identifier;
import org.offprint.search.query.SearchQuery.Scheme;
import org.offprint.search.schema.RecordKind;

/** Parses the text that a user types to receive suggestions. */
public final class TypedText {

    /** Maximum number of typed words to search for. Additional words are ignored. */
    public static final int MAX_WORDS = 8;

    private static final Pattern DOI_PREFIX = Pattern.compile("10\\.\\d{4,9}/?");

    private TypedText() {}

    /** Parses typed text as an identifier or as a DOI prefix. Returns null for any other text. */
    public static Identifier identifier(String text) {
        if (DOI_PREFIX.matcher(text.strip()).matches()) {
            return new Identifier(Scheme.DOI, text.strip());
        }
        try {
            return QuerySyntax.words(text, RecordKind.ARTICLE) instanceof Identifier identifier ? identifier : null;
        } catch (QuerySyntaxException e) {
            return null;
        }
    }

    /** Returns the prefix terms that match a typed word, without duplicates. The typed word comes first. */
    public static Set<String> prefixes(Token token) {
        Set<String> prefixes = new LinkedHashSet<>();
        String word = PrefixTerms.of(token.term());
        prefixes.add(word);
        if (token.word() != null) {
            String contracted = Folding.contracted(word);
            if (contracted != null) {
                prefixes.add(contracted);
            }
            token.others().forEach(other -> prefixes.add(PrefixTerms.of(other)));
        }
        return prefixes;
    }

    /**
     * Returns the first of several titles that contains all typed words. Returns the label of the record if no title
     * does.
     */
    public static String title(List<String> titles, String label, List<Token> typed) {
        for (String title : titles) {
            Set<String> words = new HashSet<>();
            TextTokenizer.ofText(title).forEach(token -> words.addAll(token.exact()));
            boolean hasAll =
                    typed.stream().allMatch(token -> words.stream().anyMatch(word -> word.startsWith(token.term())));
            if (hasAll) {
                return title;
            }
        }
        return label;
    }
}
