/**
 * Works that are not held here, and which references mean them: a set that an administrator loads. A work that is found
 * is told beside the reference, and is no part of it until an editor accepts its DOI.
 */
package org.offprint.citations.outside;
