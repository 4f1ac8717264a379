/** Common names of the two countries, put together at random: nobody in particular. */
export const names = {
  DK: {
    female:
      'Anne Kirsten Mette Hanne Birgitte Inger Karen Lene Susanne Marianne Åse Bodil Gudrun Sørine Maja Freja Ida Clara Alma Signe Louise Camilla Line Ditte Trine Rikke Pernille Gitte Jytte Tove Aagot Kæthe Ragnhild Bente'.split(
        ' ',
      ),
    male: 'Peter Jens Lars Michael Henrik Søren Jørgen Niels Bjørn Åge Erik Svend Poul Knud Gunnar Valdemar Magnus Oscar Emil Noah Kasper Rasmus Jesper Torben Flemming Preben Asbjørn Mads Anders Jakob Viggo Aksel Hjalmar Frederik'.split(
      ' ',
    ),
    family:
      'Nørregaard Østergaard Søndervang Ågård Kjærsgaard Bækgaard Højlund Møllegaard Skovbjerg Lindegaard Damsgaard Ærenlund Grønbæk Rønnebæk Vestergård Toftemark Brøndal Lyngsø Fjordside Kærholm Stenbroen Haugstrup Enevoldsby Dalsgård Øllgaard Abildtrup Sejersbøl Kragelund Bøgelund Thorslund'.split(
        ' ',
      ),
  },
  SE: {
    female: 'Astrid Åsa Märta Ingrid Linnéa Karin Birgitta Elsa Saga Frida'.split(' '),
    male: 'Göran Åke Björn Anders Lars Sören Nils Håkan Viktor Elias'.split(' '),
    family: 'Ekströmsson Björkmalm Lindåker Sjöqvarn Granhöjd Åkerby Östmark Hallbäck Rönndal Fagerö'.split(
      ' ',
    ),
  },
} as const satisfies Record<'DK' | 'SE', Record<'female' | 'male' | 'family', readonly string[]>>;
