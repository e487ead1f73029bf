package org.offprint.imports.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offprint.platform.files.types.FileNames;

/**
 * Assigns the files of a zip to articles. A file belongs to the article whose XML is in the folder of the file or in
 * the nearest parent folder. If that folder has several XML files, the file belongs to the one with the longest name
 * that is a prefix of the file's name.
 */
final class AssetOwners {

    /**
     * Maximum number of tries in a folder. A file that belongs to none of several articles is tried by each of them,
     * unless this number is exceeded.
     */
    private static final long MAX_TRIES = 1_000_000;

    private static final int LANGUAGE = 3; // as in es_name.pdf

    /** XML files of each folder, by name without extension. */
    private final Map<String, Map<String, String>> articles = new HashMap<>();

    private final Map<String, List<String>> assets = new HashMap<>();

    /** Files that belong to none of several articles, by folder. */
    private final Map<String, List<String>> shared = new HashMap<>();

    AssetOwners(Collection<String> xml, Collection<String> files) {
        for (String path : xml) {
            String folder = folder(path);
            articles.computeIfAbsent(folder, key -> new HashMap<>()).putIfAbsent(FileNames.stem(path), path);
        }
        for (String file : files) {
            String folder = folder(file);
            while (!articles.containsKey(folder) && !folder.isEmpty()) {
                folder = folder(folder.substring(0, folder.length() - 1));
            }
            if (articles.containsKey(folder)) {
                String owner = owner(articles.get(folder), file.substring(folder.length()));
                if (owner == null) {
                    shared.computeIfAbsent(folder, key -> new ArrayList<>()).add(file);
                } else {
                    assets.computeIfAbsent(owner, key -> new ArrayList<>()).add(file);
                }
            }
        }
    }

    private static String owner(Map<String, String> stems, String name) {
        if (stems.size() == 1) {
            return stems.values().iterator().next();
        }
        int start = name.length() > LANGUAGE && name.charAt(LANGUAGE - 1) == '_' ? LANGUAGE : 0;
        String whole = longest(stems, name);
        return whole == null && start > 0 ? longest(stems, name.substring(start)) : whole;
    }

    private static String longest(Map<String, String> stems, String name) {
        for (int end = name.length() - 1; end > 0; end--) {
            String owner = Character.isLetterOrDigit(name.charAt(end)) ? null : stems.get(name.substring(0, end));
            if (owner != null) {
                return owner;
            }
        }
        return null;
    }

    /** Returns the files of an article. */
    List<String> of(String xml) {
        return assets.getOrDefault(xml, List.of());
    }

    /**
     * Returns the files that may belong to this article or to another article in the same folder. Returns none if there
     * are too many combinations to try.
     */
    List<String> sharedBy(String xml) {
        String folder = folder(xml);
        List<String> files = shared.getOrDefault(folder, List.of());
        long tries =
                (long) files.size() * articles.getOrDefault(folder, Map.of()).size();
        return tries > MAX_TRIES ? List.of() : files;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }
}
