package org.offprint.search.embedded.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

class NormsInMemoryCodecTest {

    private static final int DOCUMENTS = 2_000;

    @Test
    void scores_with_norms_in_memory_equal_the_scores_with_the_default_codec() throws IOException {
        try (Directory usual = written(Codec.getDefault());
                Directory here = written(new NormsInMemoryCodec())) {
            List<String> scores = scores(here);

            assertTrue(scores.size() > 50, "too few scores");
            assertEquals(scores(usual), scores);
        }
    }

    /**
     * Writes documents into several segments and merges them. Only a few of the documents have a title or an abstract.
     */
    private static Directory written(Codec codec) throws IOException {
        Random random = new Random(5);
        Directory directory = new ByteBuffersDirectory();
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setCodec(codec);
        config.setIndexSort(new Sort(new SortField("order", SortField.Type.LONG, true)));
        config.setMaxBufferedDocs(300);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document();
                document.add(new NumericDocValuesField("order", random.nextInt(1_000)));
                if (random.nextInt(7) == 0) {
                    document.add(new TextField("title", words(random), Store.NO));
                }
                if (random.nextInt(50) == 0) {
                    document.add(new TextField("abstract", words(random), Store.NO));
                }
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        return directory;
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder("word");
        for (int i = random.nextInt(300); i >= 0; i--) {
            words.append(" w").append(random.nextInt(40));
        }
        return words.toString();
    }

    private static List<String> scores(Directory directory) throws IOException {
        try (CheckIndex check = new CheckIndex(directory)) {
            check.setDoSlowChecks(true);
            assertTrue(check.checkIndex().clean);
        }
        List<String> scores = new ArrayList<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (String field : List.of("title", "abstract")) {
                for (String word : List.of("word", "w1", "w39")) {
                    for (ScoreDoc hit : searcher.search(new TermQuery(new Term(field, word)), 100).scoreDocs) {
                        scores.add(field + " " + word + " " + hit.doc + " " + hit.score);
                    }
                }
            }
        }
        return scores;
    }
}
