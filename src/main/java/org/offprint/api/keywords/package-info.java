/** The keywords of what is published. */
package org.offprint.api.keywords;
