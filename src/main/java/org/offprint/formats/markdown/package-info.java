/** Markdown of articles with their full texts, for language models and text mining. */
package org.offprint.formats.markdown;
