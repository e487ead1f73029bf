/** Articles over HTTP: lists, records, publication, versions, history, previews and sources. */
package org.offprint.api.articles;
