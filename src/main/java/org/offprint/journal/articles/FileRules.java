package org.offprint.journal.articles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.kernel.json.RecordReader;
import org.offprint.kernel.record.ArticleFile;
import org.offprint.kernel.record.FileRole;
import org.offprint.platform.files.FileContents;
import org.offprint.platform.files.FileContents.Content;
import org.offprint.platform.files.types.FileNames;

/**
 * Validates the files of an article. Each file is either stored or external, and stored files must have been uploaded
 * for this article.
 */
final class FileRules {

    private FileRules() {}

    /**
     * Validates the files of an article, and completes stored files with the hash, size and media type of their upload.
     *
     * @param article the article as stored; null for a new article
     */
    static List<ArticleFile> complete(
            List<ArticleFile> files, Article article, FileContents contents, RecordReader reader) {
        boolean anyHeld = files.stream().anyMatch(file -> file != null && file.isStored());
        Map<String, Content> held = anyHeld && article != null ? contents.of(article.id) : Map.of();
        Map<String, Integer> names = new HashMap<>();
        List<ArticleFile> complete = new ArrayList<>(files.size());
        int texts = 0;
        for (int i = 0; i < files.size(); i++) {
            ArticleFile file = files.get(i);
            String at = "/files/" + i;
            if (file == null) {
                complete.add(null);
                continue;
            }
            if (!file.isStored()) {
                checkExternal(file, at, reader);
                complete.add(file.at(null));
                continue;
            }
            FileNames.problem(file.name()).ifPresent(reason -> reader.add(at + "/name", "file-name", reason));
            if (names.putIfAbsent(file.name(), i) != null) {
                reader.add(at + "/name", "duplicate", "Another file already has this name. Use a different name.");
            }
            if (file.url() != null) {
                reader.add(
                        at + "/url",
                        "not-both",
                        "A file is either stored under a `name` or external with a `url`. Remove one of the two"
                                + " members.");
            }
            if (file.role() == FileRole.JATS && ++texts > 1) {
                reader.add(
                        at + "/role",
                        "duplicate",
                        "An article can have only one JATS text, which includes its translations. Remove this"
                                + " file or change its role.");
            }
            complete.add(completeStored(file, article, held, at, reader));
        }
        return complete;
    }

    private static void checkExternal(ArticleFile file, String at, RecordReader reader) {
        if (file.url() == null) {
            reader.add(at + "/url", "required", "A url or the name of an uploaded file is required.");
        }
        if (file.role() != null && file.role().isPartOfText()) {
            reader.add(
                    at + "/role",
                    "not-elsewhere",
                    "A file with this role must be stored by the service. Upload the file, or use another role.");
        }
    }

    private static ArticleFile completeStored(
            ArticleFile file, Article article, Map<String, Content> held, String at, RecordReader reader) {
        String hash = file.sha256() == null ? present(file.name(), article) : file.sha256();
        Content content = hash == null ? null : held.get(hash);
        if (content == null) {
            boolean isHash = file.sha256() != null;
            reader.add(
                    at + (isHash ? "/sha256" : "/name"),
                    "unknown-file",
                    "No file with this " + (isHash ? "hash" : "name")
                            + " was uploaded for this article. Upload it with PUT …/files/{name}.");
            return file;
        }
        if (file.role() == FileRole.JATS && content.size() > FileContents.MAX_TEXT_BYTES) {
            reader.add(
                    at + "/role",
                    "too-large",
                    "A JATS text must not be larger than " + (FileContents.MAX_TEXT_BYTES >> 20) + " MB.");
        }
        return file.withContent(content.sha256(), content.size(), content.mediaType());
    }

    /** Returns the hash of the article's file with the given name, or null if there is none. */
    private static String present(String name, Article article) {
        return article == null
                ? null
                : article.body.files().stream()
                        .filter(file -> name.equals(file.name()))
                        .map(ArticleFile::sha256)
                        .findFirst()
                        .orElse(null);
    }
}
