/** What others take along: OAI-PMH, feeds, sitemap, everything at once. */
package org.offprint.harvest;
