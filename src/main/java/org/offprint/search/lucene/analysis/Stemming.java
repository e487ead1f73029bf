package org.offprint.search.lucene.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.ar.ArabicNormalizationFilter;
import org.apache.lucene.analysis.ar.ArabicStemFilter;
import org.apache.lucene.analysis.bg.BulgarianStemFilter;
import org.apache.lucene.analysis.cz.CzechStemFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.el.GreekStemFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fa.PersianNormalizationFilter;
import org.apache.lucene.analysis.fi.FinnishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.hi.HindiNormalizationFilter;
import org.apache.lucene.analysis.hi.HindiStemFilter;
import org.apache.lucene.analysis.hu.HungarianLightStemFilter;
import org.apache.lucene.analysis.id.IndonesianStemFilter;
import org.apache.lucene.analysis.it.ItalianLightStemFilter;
import org.apache.lucene.analysis.no.NorwegianLightStemFilter;
import org.apache.lucene.analysis.pt.PortugueseLightStemFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.sv.SwedishLightStemFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.tartarus.snowball.ext.CatalanStemmer;
import org.tartarus.snowball.ext.DanishStemmer;
import org.tartarus.snowball.ext.DutchStemmer;
import org.tartarus.snowball.ext.RomanianStemmer;
import org.tartarus.snowball.ext.RussianStemmer;
import org.tartarus.snowball.ext.TurkishStemmer;

/**
 * Stems words with Lucene's stemmers. Each thread has its own stemmers, and all threads share a cache of recent stems.
 */
public final class Stemming {

    /**
     * Number of words in the stem cache of a language; must be a power of two. The cache takes about four megabytes.
     */
    private static final int CACHE_SIZE = 1 << 15;

    /** Stemmers by the ISO 639-1 code of their language. */
    private static final Map<String, UnaryOperator<TokenStream>> STEMMERS = new LinkedHashMap<>();

    /**
     * Languages whose stemmers require the original letters. All other stemmers support words with and without accents.
     */
    private static final Set<String> UNFOLDED = Set.of("ru", "ar", "fa", "hi", "bg");

    static {
        STEMMERS.put("en", PorterStemFilter::new);
        STEMMERS.put("es", SpanishLightStemFilter::new);
        STEMMERS.put("pt", PortugueseLightStemFilter::new);
        STEMMERS.put("fr", FrenchLightStemFilter::new);
        STEMMERS.put("de", GermanLightStemFilter::new);
        STEMMERS.put("it", ItalianLightStemFilter::new);
        STEMMERS.put("nl", in -> new SnowballFilter(in, new DutchStemmer()));
        // The Snowball stemmer for Russian supports the instrumental case and verb forms; the light stemmer does not.
        STEMMERS.put("ru", in -> new SnowballFilter(in, new RussianStemmer()));
        STEMMERS.put("ar", in -> new ArabicStemFilter(new ArabicNormalizationFilter(in)));
        STEMMERS.put("fa", PersianNormalizationFilter::new);
        STEMMERS.put("sv", SwedishLightStemFilter::new);
        STEMMERS.put("no", NorwegianLightStemFilter::new);
        STEMMERS.put("nb", NorwegianLightStemFilter::new);
        STEMMERS.put("nn", NorwegianLightStemFilter::new);
        STEMMERS.put("da", in -> new SnowballFilter(in, new DanishStemmer()));
        STEMMERS.put("fi", FinnishLightStemFilter::new);
        STEMMERS.put("cs", CzechStemFilter::new);
        STEMMERS.put("hu", HungarianLightStemFilter::new);
        STEMMERS.put("ro", in -> new SnowballFilter(in, new RomanianStemmer()));
        STEMMERS.put("ca", in -> new SnowballFilter(in, new CatalanStemmer()));
        STEMMERS.put("tr", in -> new SnowballFilter(in, new TurkishStemmer()));
        STEMMERS.put("id", IndonesianStemFilter::new);
        STEMMERS.put("el", GreekStemFilter::new);
        STEMMERS.put("hi", in -> new HindiStemFilter(new HindiNormalizationFilter(in)));
        STEMMERS.put("bg", BulgarianStemFilter::new);
    }

    /** Languages whose stemmers also remove prefixes from words in Latin letters. */
    private static final Set<String> SHORTENING = Set.of("id");

    private static final Map<String, CachedStem[]> KNOWN = new ConcurrentHashMap<>();

    private static final ThreadLocal<Stemming> OF_THREAD = ThreadLocal.withInitial(Stemming::new);

    private final Map<String, Stemmer> stemmers = new HashMap<>();

    private Stemming() {}

    /** Returns the languages for which a stemmer exists. */
    public static Set<String> languages() {
        return STEMMERS.keySet();
    }

    /**
     * Returns whether, in all given languages, the folded stems of a word in Latin letters begin with the first letter
     * of the word.
     */
    public static boolean keepsBeginnings(Set<String> languages) {
        return Collections.disjoint(languages, SHORTENING);
    }

    /**
     * Adds the folded stems of a word to the list, without duplicates. If the stemmer supports words without accents,
     * the stem of the unaccented word is added too, because people often omit accents.
     *
     * @param language language of the word; if the language has no stemmer, nothing is added
     * @param word the word in lower case
     */
    static void add(String language, String word, String folded, List<String> stems) {
        if (!STEMMERS.containsKey(language) || folded.length() < 3) {
            return;
        }
        Stemmer stemmer = OF_THREAD.get().stemmers.computeIfAbsent(language, Stemmer::new);
        addOnce(stemmer.stem(word), stems);
        if (!word.equals(folded) && !UNFOLDED.contains(language)) {
            addOnce(stemmer.stem(folded), stems);
        }
    }

    private static void addOnce(String stem, List<String> stems) {
        if (!stems.contains(stem)) {
            stems.add(stem);
        }
    }

    private record CachedStem(String word, String stem) {}

    /** Stems words of one language, one word at a time. */
    private static final class Stemmer {

        private static final int SPREAD = 0x9E3779B9;
        private static final int SHIFT = Integer.numberOfLeadingZeros(CACHE_SIZE) + 1;

        private final OneWord word = new OneWord();
        private final TokenStream stems;
        private final CharTermAttribute stem;
        private final CachedStem[] remembered;

        Stemmer(String language) {
            stems = STEMMERS.get(language).apply(word);
            remembered = KNOWN.computeIfAbsent(language, absent -> new CachedStem[CACHE_SIZE]);
            stem = stems.getAttribute(CharTermAttribute.class);
        }

        String stem(String text) {
            // Each word replaces the previous word in its cache slot. A concurrent thread may see either word, each
            // with its correct stem.
            int place = (text.hashCode() * SPREAD) >>> SHIFT;
            CachedStem known = remembered[place];
            if (known == null || !known.word().equals(text)) {
                known = new CachedStem(text, Folding.fold(run(text)));
                remembered[place] = known;
            }
            return known.stem();
        }

        private String run(String text) {
            try {
                word.next = text;
                stems.incrementToken();
                return stem.length() == 0 ? text : stem.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class OneWord extends TokenStream {

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private String next;

        @Override
        public boolean incrementToken() {
            clearAttributes();
            term.append(next);
            return true;
        }
    }
}
