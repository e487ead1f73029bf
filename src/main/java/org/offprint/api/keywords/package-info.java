/** The keywords of published articles. */
package org.offprint.api.keywords;
