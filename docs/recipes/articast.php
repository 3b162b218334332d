<?php
/**
 * Plugin Name: Articast
 * Description: "Listen to article": the player of a post's episode, below its title.
 * Version: 1.1.0
 * Requires at least: 6.3
 * License: GPL-3.0-or-later
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Where Articast's output is seen; empty: nothing is shown. */
function articast_url() {
	return defined( 'ARTICAST_URL' ) ? trailingslashit( ARTICAST_URL ) : '';
}

/** The player of the page that it stands on. */
function articast_player() {
	if ( '' === articast_url() || is_feed() ) {
		return '';
	}
	wp_enqueue_script(
		'articast',
		esc_url_raw( articast_url() . 'assets/player.js' ),
		array(),
		null,
		array( 'strategy' => 'defer' )
	);
	return '<listen-to-article style="display:block;min-height:76px"></listen-to-article>';
}

add_shortcode( 'articast', 'articast_player' );

/** The block "Listen to article", for the place in a post or in a template where the player is to stand. */
add_action(
	'init',
	function () {
		wp_register_script( 'articast-block', '', array( 'wp-blocks', 'wp-block-editor', 'wp-element' ), '1.1.0', true );
		wp_add_inline_script(
			'articast-block',
			"wp.blocks.registerBlockType( 'articast/player', {
				apiVersion: 3,
				title: 'Listen to article',
				icon: 'controls-volumeon',
				category: 'media',
				supports: { html: false, multiple: false },
				edit: () => wp.element.createElement( 'p', wp.blockEditor.useBlockProps(), '\u25B6 Listen to article' ),
				save: () => null,
			} );"
		);
		register_block_type(
			'articast/player',
			array(
				'api_version'           => 3,
				'title'                 => 'Listen to article',
				'category'              => 'media',
				'editor_script_handles' => array( 'articast-block' ),
				'render_callback'       => 'articast_player',
			)
		);
	}
);

add_filter(
	'the_content',
	function ( $content ) {
		$auto = ! defined( 'ARTICAST_AUTO' ) || ARTICAST_AUTO;
		if ( ! $auto || ! is_singular( 'post' ) || ! in_the_loop() || ! is_main_query() ) {
			return $content;
		}
		if ( str_contains( $content, '<listen-to-article' ) || post_password_required() ) {
			return $content;
		}
		return articast_player() . $content;
	},
	20
);
