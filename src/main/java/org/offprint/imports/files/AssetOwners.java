package org.offprint.imports.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.offprint.platform.files.types.FileNames;

/**
 * Assigns the files of a zip to articles. A file belongs to the article whose XML is in the folder of the file or in
 * the nearest parent folder. If the folder has several XML files, the one whose name is the longest prefix of the
 * file's name determines the article.
 */
final class AssetOwners {

    /**
     * Maximum number of combinations of files and articles that are tried in a folder. If a file cannot be assigned by
     * name, each article in the folder is checked for a reference to the file. If a folder has more combinations than
     * this maximum, its unassigned files are not checked.
     */
    private static final long MAX_TRIES = 1_000_000;

    private static final int LANGUAGE = 3; // Length of a language prefix, as in es_name.pdf.

    /** XML files of each folder, keyed by file name without extension. */
    private final Map<String, Stems> articles = new HashMap<>();

    private final Map<String, List<String>> assets = new HashMap<>();

    /** Files that could not be assigned to a single article, keyed by folder. */
    private final Map<String, List<String>> shared = new HashMap<>();

    /**
     * Assigns files to articles.
     *
     * @param xml paths of the XML files of articles
     * @param files paths of the files to assign
     * @param watch callback that runs for each file; if it throws an exception, the assignment ends
     */
    AssetOwners(Collection<String> xml, Collection<String> files, Runnable watch) {
        for (String path : xml) {
            watch.run();
            String folder = folder(path);
            articles.computeIfAbsent(folder, key -> new Stems()).add(FileNames.stem(path), path);
        }
        for (String file : files) {
            watch.run();
            String folder = folder(file);
            while (!articles.containsKey(folder) && !folder.isEmpty()) {
                folder = folder(folder.substring(0, folder.length() - 1));
            }
            if (articles.containsKey(folder)) {
                String owner = articles.get(folder).owner(file.substring(folder.length()));
                if (owner == null) {
                    shared.computeIfAbsent(folder, key -> new ArrayList<>()).add(file);
                } else {
                    assets.computeIfAbsent(owner, key -> new ArrayList<>()).add(file);
                }
            }
        }
    }

    /** Returns the paths of the files that belong to an article. */
    List<String> of(String xml) {
        return assets.getOrDefault(xml, List.of());
    }

    /**
     * Returns the files that may belong to this article or to another article in the same folder. Returns no files if
     * there are too many combinations of files and articles to try.
     */
    List<String> sharedBy(String xml) {
        String folder = folder(xml);
        List<String> files = shared.getOrDefault(folder, List.of());
        long tries = (long) files.size()
                * (articles.containsKey(folder) ? articles.get(folder).paths.size() : 0);
        return tries > MAX_TRIES ? List.of() : files;
    }

    private static String folder(String path) {
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    /** XML files of a folder, keyed by file name without extension. */
    private static final class Stems {

        private final Map<String, String> paths = new HashMap<>();

        /**
         * Lengths of the XML file names without extension. To find the XML file for a file name, only prefixes of these
         * lengths are looked up.
         */
        private final NavigableSet<Integer> lengths = new TreeSet<>();

        void add(String stem, String path) {
            paths.putIfAbsent(stem, path);
            lengths.add(stem.length());
        }

        /** Returns the XML file to which a file belongs, or null if it cannot be assigned. */
        String owner(String name) {
            if (paths.size() == 1) {
                return paths.values().iterator().next();
            }
            int start = name.length() > LANGUAGE && name.charAt(LANGUAGE - 1) == '_' ? LANGUAGE : 0;
            String whole = longest(name);
            return whole == null && start > 0 ? longest(name.substring(start)) : whole;
        }

        private String longest(String name) {
            for (int end : lengths.headSet(name.length(), false).descendingSet()) {
                String owner = Character.isLetterOrDigit(name.charAt(end)) ? null : paths.get(name.substring(0, end));
                if (end > 0 && owner != null) {
                    return owner;
                }
            }
            return null;
        }
    }
}
