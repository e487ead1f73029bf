package org.offprint.search.lucene.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.offprint.search.embedded.index.OpenIndex;
import org.offprint.search.schema.RecordKind;

/** Converts the index of a stopped service into an index of an older version. */
public final class OlderIndex {

    private OlderIndex() {}

    /** Returns the first index in this directory. */
    public static Path in(Path directory) {
        return numbered(directory).findFirst().orElseThrow();
    }

    /** Returns the number of indexes in this directory. */
    public static long count(Path directory) {
        return numbered(directory).count();
    }

    private static Stream<Path> numbered(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().matches("\\d+")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the indexed fields that the current mapping does not contain. */
    public static Set<String> unknownFields(Path index) {
        try (FSDirectory directory = FSDirectory.open(index.resolve(OpenIndex.PUBLISHED));
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Set<String> names = new TreeSet<>(FieldInfos.getIndexedFields(reader));
            FieldInfos.getMergedFieldInfos(reader).forEach(field -> names.add(field.name));
            names.removeIf(Mapping.current()::has);
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Converts the index to an older mapping without year facets and country filters. Removes this article from the
     * index.
     */
    public static void make(Path index, String withoutArticle) {
        makePart(index.resolve(OpenIndex.PUBLISHED), withoutArticle);
        makePart(index.resolve(OpenIndex.WORKING), withoutArticle);
    }

    private static void makePart(Path part, String withoutArticle) {
        try (FSDirectory directory = FSDirectory.open(part);
                IndexWriter writer = new IndexWriter(
                        directory, new IndexWriterConfig(new KeywordAnalyzer()).setIndexSort(FieldNames.sort()))) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
            writer.deleteDocuments(new Term(FieldNames.RECORD, FieldNames.record(RecordKind.ARTICLE, withoutArticle)));
            writer.setLiveCommitData(older(data).entrySet());
            writer.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the commit data with an older mapping. */
    static Map<String, String> older(Map<String, String> commit) {
        Map<String, String> data = new HashMap<>(commit);
        data.put("mapping", "1");
        data.put("fields.number", data.get("fields.number") + " article.c.year");
        data.replaceAll((key, names) -> key.equals("fields.set") ? without(names, "article.c.year") : names);
        data.replaceAll((key, names) -> key.equals("fields.term") ? without(names, "article.t.country") : names);
        return data;
    }

    private static String without(String names, String name) {
        String less = (" " + names + " ").replace(" " + name + " ", " ").strip();
        if (less.equals(names)) {
            throw new IllegalStateException(name + " is not in " + names);
        }
        return less;
    }
}
